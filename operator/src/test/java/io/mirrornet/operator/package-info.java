@NullMarked
package io.mirrornet.operator;

import org.jspecify.annotations.NullMarked;
