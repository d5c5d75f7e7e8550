/**
 * The operator: from a HealthShareMirrorNetwork to NICs, routes and proof. {@link
 * io.mirrornet.operator.Main} starts it, {@link io.mirrornet.operator.OperatorProcess} is its
 * wiring; the rooms below are walked by the data in the order observe, plan, act, report.
 */
@NullMarked
package io.mirrornet.operator;

import org.jspecify.annotations.NullMarked;
