/**
 * The round of the agent: take what is asked, let the guard keep what was admitted, try it, tell
 * it. In flow the objects of this node and what stands in the kernel, by {@link
 * io.mirrornet.agent.loop.Inbox}; out flow intents to the guard and statuses to {@link
 * io.mirrornet.agent.loop.StatusSink}. One thread does all of it in plain order.
 */
@NullMarked
package io.mirrornet.agent.loop;

import org.jspecify.annotations.NullMarked;
