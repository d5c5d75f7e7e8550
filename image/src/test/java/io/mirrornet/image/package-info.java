/** Archives as container tools read them, and jars as the JVM does. */
@NullMarked
package io.mirrornet.image;

import org.jspecify.annotations.NullMarked;
