/**
 * The laws of the operator, tried in random worlds: one {@link
 * io.mirrornet.operator.simulation.World} is the operator's real loop over its three ports, with
 * virtual time and on one thread. Behind the ports are the core of the ARM simulator, spoken to in
 * JSON, mirror state machines, an API server's rules, agents, guests and people. A seed decides
 * everything. Oracles watch the cloud and the API server, and never ask the operator.
 */
@NullMarked
package io.mirrornet.operator.simulation;

import org.jspecify.annotations.NullMarked;
