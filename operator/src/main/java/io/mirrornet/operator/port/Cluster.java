package io.mirrornet.operator.port;

import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.ClusterView;
import io.mirrornet.operator.model.cluster.DisruptionSlot;
import io.mirrornet.operator.model.cluster.Eviction;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.util.List;
import java.util.Optional;

/**
 * The Kubernetes API server. Each method but {@link #view} is one request, made once; a host route
 * that is new takes two.
 */
public interface Cluster {

  /** What the informers hold, without asking anybody; may be behind. */
  ClusterView view();

  /** A network, as it is now. */
  Live<ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>> network(
      ObjectKey key);

  /** All disruptions of all namespaces, as they are now: what this list lacks is not there. */
  Live<List<ApiObject<HostDisruptionSpec, HostDisruptionStatus>>> disruptions();

  /** A disruption, as it is now. */
  Live<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruption(ObjectKey key);

  /** A host route, as it is now. */
  Live<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> hostRoute(ObjectKey key);

  /** A node, as it is now. */
  Live<Node> node(String name);

  /** The slot, as it is now; a Lease that does not exist is an empty slot. */
  Live<DisruptionSlot> slot();

  /**
   * Takes or gives back the slot by compare-and-swap.
   *
   * @param seen what the decision was made from; a conflict if it is not so any more
   * @param holder uid of the disruption that holds it from now on; empty gives it back
   */
  Write swapSlot(DisruptionSlot seen, Optional<String> holder);

  /** Creates a disruption in phase Proposed; a conflict if its name exists. */
  Write createDisruption(ObjectKey key, HostDisruptionSpec spec);

  /**
   * Adds our finalizer ({@link io.mirrornet.operator.model.cluster.Labels#FINALIZER}) to a
   * disruption, so that its record outlives a request to delete it, or takes it away.
   */
  Write holdDisruption(Metadata seen, boolean present);

  /**
   * Replaces the status of a disruption; a conflict if the object has changed since it was read.
   */
  Write replaceDisruptionStatus(Metadata seen, HostDisruptionStatus status);

  /**
   * Brings a host route's spec to this, creating the object where it is missing, labelled with its
   * network ({@link io.mirrornet.operator.model.cluster.Labels#NETWORK}, with the value of {@link
   * io.mirrornet.operator.model.cluster.Labels#ofNetwork}).
   *
   * @param seen what stood there when that was decided, empty if nothing did; a conflict if it is
   *     not so any more, so that a process that was stopped in between writes over nothing new
   */
  Write applyHostRoute(
      ObjectKey key, ObjectKey network, MirrorHostRouteSpec spec, Optional<Metadata> seen);

  /** Deletes a host route; a conflict if it is another object of that name by now. */
  Write deleteHostRoute(Metadata seen);

  /** Brings the status of a network to this. */
  Write applyNetworkStatus(Metadata seen, HealthShareMirrorNetworkStatus status);

  /** Adds our finalizer to a network, or takes it away. */
  Write setFinalizer(Metadata seen, boolean present);

  /** Adds the label that brings the agent to a node, or takes it away. */
  Write labelHost(Node seen, boolean host);

  /**
   * Cordons or uncordons a node, and notes for which disruption it is cordoned: {@link
   * io.mirrornet.operator.model.cluster.Labels#CORDONED_FOR} is its {@link ObjectKey#toString}, and
   * gone once it is uncordoned.
   *
   * @param seen a conflict if the node has changed since it was read
   */
  Write cordon(Node seen, boolean cordoned, ObjectKey disruption);

  /**
   * Looks what a drain would lose, and evicts nothing.
   *
   * @return {@link Eviction.AtRisk}; {@link Eviction.Drained} if it would lose nothing
   */
  Eviction podsAtRisk(String node);

  /**
   * Asks once for the eviction of each pod that a drain moves.
   *
   * @param unmanaged whether pods that no controller makes again go as well; if not, and there are
   *     any, none is evicted
   */
  Eviction evictPods(String node, boolean unmanaged);
}
