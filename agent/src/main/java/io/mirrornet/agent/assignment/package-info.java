/**
 * From what the API server holds to what is asked of this host: pure. In flow all {@link
 * io.mirrornet.agent.assignment.HostRoute}s of the node, out flows one {@link
 * io.mirrornet.agent.assignment.Assignment}, in which several networks have become one wish, and
 * contradictions are named.
 */
@NullMarked
package io.mirrornet.agent.assignment;

import org.jspecify.annotations.NullMarked;
