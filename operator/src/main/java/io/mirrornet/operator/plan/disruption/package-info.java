/**
 * Taking a host down and bringing it back: who else must be up ({@link
 * io.mirrornet.operator.plan.disruption.SafetySet}), what must hold before ({@link
 * io.mirrornet.operator.plan.disruption.Checks}), and what comes next in an attempt that is under
 * way ({@link io.mirrornet.operator.plan.disruption.Course}). Pure.
 */
@NullMarked
package io.mirrornet.operator.plan.disruption;

import org.jspecify.annotations.NullMarked;
