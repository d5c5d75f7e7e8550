@NullMarked
package io.mirrornet.operator.attempt;

import org.jspecify.annotations.NullMarked;
