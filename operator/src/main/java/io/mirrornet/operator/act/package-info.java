/**
 * Does what is due: one call at a time, none of which waits for an operation to end. What destroys
 * goes through the {@link io.mirrornet.operator.act.Gate}. Actions flow in; what came of them is
 * found out by the next look.
 */
@NullMarked
package io.mirrornet.operator.act;

import org.jspecify.annotations.NullMarked;
