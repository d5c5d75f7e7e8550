/**
 * Keeps the host's network as it is to be, from the moment something is asked for: {@link
 * io.mirrornet.agent.guard.Guard} is the one thread that owns the kernel's entries. In flow a
 * {@link io.mirrornet.agent.route.HostIntent} and the kernel's events; out flows what stands, as
 * {@link io.mirrornet.agent.guard.Programmed}. {@link io.mirrornet.agent.guard.RouteTable} is the
 * seam at which another operating system would join.
 */
@NullMarked
package io.mirrornet.agent.guard;

import org.jspecify.annotations.NullMarked;
