/**
 * What the host's network is to be, and what is missing: pure, without a clock and without a
 * kernel. In flow a {@link io.mirrornet.agent.route.HostIntent}, what is asked for, and a {@link
 * io.mirrornet.agent.route.HostNetwork}, what there is; out flow the {@link
 * io.mirrornet.agent.route.Change}s that lead from one to the other, in an order in which each
 * state on the way is safe.
 *
 * <p>{@link io.mirrornet.agent.route.Recipe} says which entries, {@link
 * io.mirrornet.agent.route.Difference} which of them to write and to remove, {@link
 * io.mirrornet.agent.route.PriorityZero} how to get ahead of the rule {@code local} without ever
 * being without it.
 */
@NullMarked
package io.mirrornet.agent.route;

import org.jspecify.annotations.NullMarked;
