/**
 * Azure Resource Manager as a pure program: {@link io.mirrornet.lab.cloud.Cloud} takes requests and
 * gives answers, and knows no socket, thread, clock or randomness of its own. The same seed and the
 * same calls give the same bytes, so whole worlds of failures can be replayed.
 *
 * <p>Requests come in as {@link io.mirrornet.lab.cloud.ArmRequest} and go {@link
 * io.mirrornet.lab.cloud.FrontDoor front door} (api-version, permissions, throttling, injected
 * faults) to {@link io.mirrornet.lab.cloud.Router router} to the class of the resource type, which
 * reads and writes JSON documents in one {@link io.mirrornet.lab.cloud.Store store}. What takes
 * time is an {@link io.mirrornet.lab.cloud.Operation operation} that ends when the injected clock
 * reaches its due time. What happens to machines comes out as {@link
 * io.mirrornet.lab.cloud.MachineEvent events}; who asked for what is in the {@link
 * io.mirrornet.lab.cloud.Journal journal}. {@link io.mirrornet.lab.cloud.Elsewhere} is the door for
 * whoever sets up a world and needs no permission.
 *
 * <p>One thread at a time may enter. What is modelled, what is not, and after which source:
 * docs/lab-azure.md.
 */
@NullMarked
package io.mirrornet.lab.cloud;

import org.jspecify.annotations.NullMarked;
