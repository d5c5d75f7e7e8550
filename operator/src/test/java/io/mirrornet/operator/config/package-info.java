/** What the environment may say. */
@NullMarked
package io.mirrornet.operator.config;

import org.jspecify.annotations.NullMarked;
