/**
 * When the loop turns: on one thread, at once after something changed, and from time to time by
 * itself. {@link io.mirrornet.operator.turn.Pace} decides how soon; {@link
 * io.mirrornet.operator.turn.TurnThread} does it. Plans flow in, to be told to who counts them.
 */
@NullMarked
package io.mirrornet.operator.turn;

import org.jspecify.annotations.NullMarked;
