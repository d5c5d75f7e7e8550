/**
 * The system calls that the JDK does not offer, through {@code java.lang.foreign}: raw sockets and
 * their options, waiting for several of them at once, and the list of all sockets. {@code netlink},
 * {@code probe} and {@code guard} enter. Numbers and memory segments flow in; what the kernel
 * returned, or its {@link Errno}, flows out.
 */
@NullMarked
package io.mirrornet.agent.linux;

import org.jspecify.annotations.NullMarked;
