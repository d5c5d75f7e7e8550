package io.mirrornet.operator.act;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.operator.attempt.RefusalBook;
import io.mirrornet.operator.model.Refusal;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.ClusterView;
import io.mirrornet.operator.model.cluster.DisruptionSlot;
import io.mirrornet.operator.model.cluster.Eviction;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.port.Live;
import io.mirrornet.operator.port.Write;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API server, with a note of each write that it refuses, so that the network which is held up
 * can say so. A refusal does not end by itself: a right lacks, or a policy denies.
 */
public final class NotedCluster implements Cluster {

  private static final Logger LOG = LoggerFactory.getLogger(NotedCluster.class);

  /**
   * What a write is about.
   *
   * @param verb as RBAC names it
   * @param object its kind and name
   * @param network looked up in case of a refusal only
   */
  private record Subject(
      String verb, String object, Supplier<Optional<ObjectKey>> network, Optional<String> host) {

    Subject(String verb, String object, Supplier<Optional<ObjectKey>> network) {
      this(verb, object, network, Optional.empty());
    }

    static Subject ofNode(Node node) {
      return new Subject("patch", "Node " + node.name(), Optional::empty, Optional.of(node.name()));
    }

    String write() {
      return verb + " " + object;
    }

    Refusal refused(String cause) {
      return new Refusal(
          ConditionReason.WriteRefused,
          network.get(),
          host,
          ("the API server refuses to %s: %s; helm upgrade restores the operator's roles, and a"
                  + " policy that denies it is its owner's to change")
              .formatted(write(), cause));
    }
  }

  private final Cluster cluster;
  private final RefusalBook refusals;
  private final InstantSource clock;

  /** The same API server, with notes in this book. */
  public NotedCluster(Cluster cluster, RefusalBook refusals, InstantSource clock) {
    this.cluster = cluster;
    this.refusals = refusals;
    this.clock = clock;
  }

  @Override
  public ClusterView view() {
    return cluster.view();
  }

  @Override
  public Live<ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>> network(
      ObjectKey key) {
    return cluster.network(key);
  }

  @Override
  public Live<List<ApiObject<HostDisruptionSpec, HostDisruptionStatus>>> disruptions() {
    return cluster.disruptions();
  }

  @Override
  public Live<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruption(ObjectKey key) {
    return cluster.disruption(key);
  }

  @Override
  public Live<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> hostRoute(ObjectKey key) {
    return cluster.hostRoute(key);
  }

  @Override
  public Live<Node> node(String name) {
    return cluster.node(name);
  }

  @Override
  public Live<DisruptionSlot> slot() {
    return cluster.slot();
  }

  @Override
  public Write swapSlot(DisruptionSlot seen, Optional<String> holder) {
    return noted(
        cluster.swapSlot(seen, holder),
        new Subject(
            seen.resourceVersion().isPresent() ? "update" : "create",
            "the Lease of the disruption slot",
            () -> holder.or(seen::holder).flatMap(this::networkOf)));
  }

  @Override
  public Write createDisruption(ObjectKey key, HostDisruptionSpec spec) {
    return noted(
        cluster.createDisruption(key, spec),
        new Subject(
            "create",
            "HostDisruption " + key,
            () -> Optional.of(new ObjectKey(key.namespace(), spec.network()))));
  }

  @Override
  public Write holdDisruption(Metadata seen, boolean present) {
    return noted(
        cluster.holdDisruption(seen, present),
        new Subject("patch", "HostDisruption " + seen.key(), () -> networkOf(seen.uid())));
  }

  @Override
  public Write replaceDisruptionStatus(Metadata seen, HostDisruptionStatus status) {
    return noted(
        cluster.replaceDisruptionStatus(seen, status),
        new Subject(
            "update", "the status of HostDisruption " + seen.key(), () -> networkOf(seen.uid())));
  }

  @Override
  public Write applyHostRoute(
      ObjectKey key, ObjectKey network, MirrorHostRouteSpec spec, Optional<Metadata> seen) {
    return noted(
        cluster.applyHostRoute(key, network, spec, seen),
        new Subject("patch", "MirrorHostRoute " + key, () -> Optional.of(network)));
  }

  @Override
  public Write deleteHostRoute(Metadata seen) {
    return noted(
        cluster.deleteHostRoute(seen),
        new Subject("delete", "MirrorHostRoute " + seen.key(), () -> networkOf(seen)));
  }

  @Override
  public Write applyNetworkStatus(Metadata seen, HealthShareMirrorNetworkStatus status) {
    return noted(
        cluster.applyNetworkStatus(seen, status),
        new Subject(
            "patch",
            "the status of HealthShareMirrorNetwork " + seen.key(),
            () -> Optional.of(seen.key())));
  }

  @Override
  public Write setFinalizer(Metadata seen, boolean present) {
    return noted(
        cluster.setFinalizer(seen, present),
        new Subject(
            "patch", "HealthShareMirrorNetwork " + seen.key(), () -> Optional.of(seen.key())));
  }

  @Override
  public Write labelHost(Node seen, boolean host) {
    return noted(cluster.labelHost(seen, host), Subject.ofNode(seen));
  }

  @Override
  public Write cordon(Node seen, boolean cordoned, ObjectKey disruption) {
    return noted(cluster.cordon(seen, cordoned, disruption), Subject.ofNode(seen));
  }

  @Override
  public Eviction podsAtRisk(String node) {
    return cluster.podsAtRisk(node);
  }

  @Override
  public Eviction evictPods(String node, boolean unmanaged) {
    return cluster.evictPods(node, unmanaged);
  }

  private Write noted(Write outcome, Subject subject) {
    switch (outcome) {
      case Write.Written _, Write.Conflict _ -> refusals.allowed(subject.write());
      case Write.Refused(var cause) -> {
        if (refusals.refused(subject.write(), subject.refused(cause), clock.instant())) {
          LOG.atWarn()
              .addKeyValue("write", subject.write())
              .addKeyValue("cause", cause)
              .log("the API server refuses the write");
        }
      }
      // Nobody knows: what was refused before may be so still.
      case Write.Unavailable _ -> {}
    }
    return outcome;
  }

  /** The network of the disruption with this uid. */
  private Optional<ObjectKey> networkOf(String disruption) {
    return view().disruptions().stream()
        .filter(record -> record.metadata().uid().equals(disruption))
        .findFirst()
        .map(record -> new ObjectKey(record.key().namespace(), record.spec().network()));
  }

  private Optional<ObjectKey> networkOf(Metadata hostRoute) {
    return view().networks().stream()
        .map(ApiObject::key)
        .filter(network -> network.namespace().equals(hostRoute.key().namespace()))
        .filter(network ->
            Labels.ofNetwork(network.name()).equals(hostRoute.labels().get(Labels.NETWORK)))
        .findFirst();
  }
}
