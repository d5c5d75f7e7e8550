/** What the doors' values mean. */
@NullMarked
package io.mirrornet.operator.port;

import org.jspecify.annotations.NullMarked;
