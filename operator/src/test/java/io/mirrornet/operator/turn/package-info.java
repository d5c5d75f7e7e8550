/** How often the loop turns. */
@NullMarked
package io.mirrornet.operator.turn;

import org.jspecify.annotations.NullMarked;
