/**
 * The agent of one node. {@link io.mirrornet.agent.Main} wires it: the API server's objects flow
 * through {@code kubernetes} and {@code assignment} to the {@code loop}, which lets the {@code
 * guard} keep what {@code route} works out and {@code netlink} writes; what {@code probe} finds
 * flows back through {@code report}.
 */
@NullMarked
package io.mirrornet.agent;

import org.jspecify.annotations.NullMarked;
