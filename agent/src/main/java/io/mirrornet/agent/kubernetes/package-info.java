/**
 * The door to the API server, by fabric8's client. Objects of this node flow in as {@link
 * io.mirrornet.agent.assignment.HostRoute}s, statuses flow out. Nobody else in the agent sees
 * fabric8's types.
 */
@NullMarked
package io.mirrornet.agent.kubernetes;

import org.jspecify.annotations.NullMarked;
