/**
 * What the operator asks of one node's agent in a MirrorHostRoute, and what the agent answers in
 * its status. One writer for each half: the operator for the spec, that node's agent for the
 * status.
 */
@NullMarked
package io.mirrornet.api.hostroute;

import org.jspecify.annotations.NullMarked;
