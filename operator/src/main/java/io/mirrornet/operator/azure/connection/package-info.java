/**
 * The way to Azure: which cloud, who asks, through which proxy, with which authorities. In goes the
 * environment of the process, out comes one pipeline that sends each request once, with a token,
 * and neither logs nor repeats anything.
 */
@NullMarked
package io.mirrornet.operator.azure.connection;

import org.jspecify.annotations.NullMarked;
