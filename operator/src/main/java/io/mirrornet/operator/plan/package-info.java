/**
 * Decides: {@link io.mirrornet.operator.model.Fleet} flows in, {@link
 * io.mirrornet.operator.plan.FleetPlan} flows out. Pure; nobody in here asks for the time, draws a
 * random number or remembers anything.
 *
 * <p>What to do follows from what is, never from what was planned before. The rules that hold in
 * each plan:
 *
 * <ul>
 *   <li>nothing disruptive is due for a host that is refused, or while anything that a check of it
 *       needs is unknown, unless the approval acknowledges that check by name;
 *   <li>one disruption of the installation is open at a time, and what is open is brought to an end
 *       whatever the network says by then;
 *   <li>a route or a host route goes only on the word of two complete looks;
 *   <li>a defect that shows at one object leaves that one undone, and brings nobody down;
 *   <li>a plan made from the state that a plan's actions lead to is empty.
 * </ul>
 */
@NullMarked
package io.mirrornet.operator.plan;

import org.jspecify.annotations.NullMarked;
