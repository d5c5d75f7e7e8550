/**
 * The system calls that the JDK does not offer, through {@code java.lang.foreign}: raw sockets and
 * their options, and waiting for several of them at once. Only {@code netlink} and {@code probe}
 * enter. Numbers and memory segments flow in; what the kernel returned, or its {@link Errno}, flows
 * out.
 */
@NullMarked
package io.mirrornet.agent.linux;

import org.jspecify.annotations.NullMarked;
