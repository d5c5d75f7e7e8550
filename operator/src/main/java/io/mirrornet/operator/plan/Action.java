package io.mirrornet.operator.plan;

import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.operator.model.azure.InterfaceDesign;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Something that is due now. Each is small enough that a process may die before, in or after it,
 * and the next look finds out what is due then.
 */
public sealed interface Action {

  /** Holds up or lets go the deletion of a network. */
  record SetFinalizer(Metadata network, boolean present) implements Action {}

  /** Brings the agent to a node, or sends it away. */
  record LabelHost(Node node, boolean host) implements Action {}

  /** Tells an agent what to program and to look at. */
  record ApplyHostRoute(ObjectKey key, ObjectKey network, MirrorHostRouteSpec spec)
      implements Action {}

  /**
   * Removes a host route.
   *
   * @param gone the node that it was for, if that is the reason: the API server is asked before
   */
  record DeleteHostRoute(Metadata hostRoute, Optional<NodeIdentity> gone) implements Action {}

  /** A node with the uid that it had. */
  record NodeIdentity(String name, String uid) {}

  /** Creates a NIC. */
  record CreateInterface(ResourceId virtualMachine, InterfaceDesign design) implements Action {}

  /** Proposes to take a host down. */
  record Propose(ObjectKey key, HostDisruptionSpec spec) implements Action {}

  /** Writes down what has become of a disruption. */
  record RecordDisruption(Metadata disruption, HostDisruptionStatus status) implements Action {}

  /** Takes the slot for a disruption; with it, the disruption is opened on its baseline. */
  record Admit(Metadata disruption, ResourceId virtualMachine, HostDisruptionStatus opened)
      implements Action {}

  /** Takes the slot again for a disruption that is open and has lost it. */
  record TakeSlot(Metadata disruption) implements Action {}

  /** Gives the slot back. */
  record ReleaseSlot(String holder) implements Action {}

  /** Gives back a slot whose holder is no record any more: the API server is asked before. */
  record ReleaseOrphanedSlot(String holder) implements Action {}

  /** Makes the record of a disruption outlive a request to delete it, or lets it go. */
  record HoldDisruption(Metadata disruption, boolean present) implements Action {}

  /** Closes or opens a node for new pods. */
  record Cordon(Node node, boolean cordoned, ObjectKey disruption) implements Action {}

  /**
   * Opens a node that is still cordoned for a disruption which is over or gone: the API server is
   * asked before whether it is.
   */
  record LiftCordon(Node node, ObjectKey disruption) implements Action {}

  /**
   * Asks for the eviction of a node's pods.
   *
   * @param unmanaged whether also of those that no controller makes again
   */
  record Drain(Metadata disruption, String node, boolean unmanaged) implements Action {}

  /** Asks the agents of these host routes for fresh evidence. */
  record RequestEvidence(ObjectKey disruption, Set<ObjectKey> hostRoutes) implements Action {

    public RequestEvidence {
      hostRoutes = sorted(hostRoutes);
    }
  }

  /**
   * Stops a VM and gives its machine back: the one destructive action, behind the gate.
   *
   * @param witnesses the nodes whose state the decision rests on
   * @param hostRoutes of those nodes, which carry their agents' evidence
   * @param networks which want the host, or name one of those nodes
   */
  record Deallocate(
      Metadata disruption,
      ResourceId virtualMachine,
      Set<String> witnesses,
      Set<ObjectKey> hostRoutes,
      Set<ObjectKey> networks)
      implements Action {

    public Deallocate {
      networks = sorted(networks);
      witnesses = sorted(witnesses);
      hostRoutes = sorted(hostRoutes);
    }
  }

  /**
   * Puts a NIC into the VM's list. The list is made from the VM as it is at that moment.
   *
   * @param vmId of the machine that it is for: another one under the name is left alone
   */
  record AttachInterface(
      Metadata disruption, ResourceId virtualMachine, UUID vmId, ResourceId added)
      implements Action {}

  /** Starts a VM that we have deallocated. */
  record Start(Metadata disruption, ResourceId virtualMachine) implements Action {}

  /** So that the same action is done in the same order, in each process. */
  private static <T extends Comparable<T>> Set<T> sorted(Set<T> set) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(set));
  }
}
