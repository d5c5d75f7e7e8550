@NullMarked
package io.mirrornet.operator.loop;

import org.jspecify.annotations.NullMarked;
