/**
 * What there is, seen through the eyes of the networks: their hosts, how far each one's second NIC
 * has come, and the frontends that lead to them. Pure; the ground on which everything else is
 * decided.
 */
@NullMarked
package io.mirrornet.operator.plan.survey;

import org.jspecify.annotations.NullMarked;
