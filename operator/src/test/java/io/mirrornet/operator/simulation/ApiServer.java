package io.mirrornet.operator.simulation;

import io.mirrornet.api.disruption.Abandonment;
import io.mirrornet.api.disruption.Approval;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.DisruptionSlot;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.port.Write;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the API server keeps, by its rules: resource versions and uids that a write has to show,
 * generations that count changes of the spec, finalizers that hold up a deletion.
 */
final class ApiServer {

  /** Hears of each change by the operator, when it is made. */
  interface Watcher {
    void hostRouteWritten(
        @Nullable ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> before,
        ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> after);

    void hostRouteDeleted(ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> before);

    void disruptionWritten(
        ApiObject<HostDisruptionSpec, HostDisruptionStatus> before,
        ApiObject<HostDisruptionSpec, HostDisruptionStatus> after);

    void nodeWritten(Node before, Node after);
  }

  private final InstantSource clock;
  private final Map<
          ObjectKey, ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>>
      networks = new TreeMap<>();
  private final Map<ObjectKey, ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> hostRoutes =
      new TreeMap<>();
  private final Map<ObjectKey, ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruptions =
      new TreeMap<>();
  private final Map<String, Node> nodes = new TreeMap<>();
  private DisruptionSlot slot = new DisruptionSlot(Optional.empty(), Optional.empty());
  private Optional<Watcher> watcher = Optional.empty();
  private long version;

  ApiServer(InstantSource clock) {
    this.clock = clock;
  }

  void watch(Watcher by) {
    watcher = Optional.of(by);
  }

  /** Changes with every change of anything. */
  long version() {
    return version;
  }

  List<ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>> networks() {
    return List.copyOf(networks.values());
  }

  List<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> hostRoutes() {
    return List.copyOf(hostRoutes.values());
  }

  List<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruptions() {
    return List.copyOf(disruptions.values());
  }

  Map<String, Node> nodes() {
    return new TreeMap<>(nodes);
  }

  DisruptionSlot slot() {
    return slot;
  }

  Optional<ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>> network(
      ObjectKey key) {
    return Optional.ofNullable(networks.get(key));
  }

  Optional<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> hostRoute(ObjectKey key) {
    return Optional.ofNullable(hostRoutes.get(key));
  }

  Optional<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruption(ObjectKey key) {
    return Optional.ofNullable(disruptions.get(key));
  }

  Optional<Node> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  // What the operator writes.

  Write swapSlot(DisruptionSlot seen, Optional<String> holder) {
    if (!seen.resourceVersion().equals(slot.resourceVersion())) {
      return new Write.Conflict();
    }
    slot = new DisruptionSlot(holder, Optional.of(next()));
    return new Write.Written();
  }

  Write createDisruption(ObjectKey key, HostDisruptionSpec spec) {
    if (disruptions.containsKey(key)) {
      return new Write.Conflict();
    }
    disruptions.put(
        key,
        new ApiObject<>(
            created(key, Map.of(Labels.NETWORK, spec.network())),
            spec,
            new HostDisruptionStatus(
                null, DisruptionPhase.Proposed, null, List.of(), null, List.of())));
    return new Write.Written();
  }

  Write replaceDisruptionStatus(Metadata seen, HostDisruptionStatus status) {
    var before = disruptions.get(seen.key());
    if (before == null || !isAt(before.metadata(), seen)) {
      return new Write.Conflict();
    }
    var after = new ApiObject<>(touched(before.metadata(), 0), before.spec(), status);
    disruptions.put(seen.key(), after);
    watcher.ifPresent(it -> it.disruptionWritten(before, after));
    return new Write.Written();
  }

  Write applyHostRoute(
      ObjectKey key, ObjectKey network, MirrorHostRouteSpec spec, Optional<Metadata> seen) {
    var before = hostRoutes.get(key);
    if (before == null
        ? seen.isPresent()
        : seen.filter(it -> isAt(before.metadata(), it)).isEmpty()) {
      return new Write.Conflict();
    }
    if (before != null && before.spec().equals(spec)) {
      return new Write.Written();
    }
    var after =
        before == null
            ? new ApiObject<>(
                created(key, Map.of(Labels.NETWORK, network.name())),
                spec,
                MirrorHostRouteStatus.EMPTY)
            : new ApiObject<>(touched(before.metadata(), 1), spec, before.status());
    hostRoutes.put(key, after);
    watcher.ifPresent(it -> it.hostRouteWritten(before, after));
    return new Write.Written();
  }

  Write deleteHostRoute(Metadata seen) {
    var before = hostRoutes.get(seen.key());
    if (before == null || !before.metadata().uid().equals(seen.uid())) {
      return new Write.Conflict();
    }
    hostRoutes.remove(seen.key());
    next();
    watcher.ifPresent(it -> it.hostRouteDeleted(before));
    return new Write.Written();
  }

  Write applyNetworkStatus(Metadata seen, HealthShareMirrorNetworkStatus status) {
    var before = networks.get(seen.key());
    if (before == null || !before.metadata().uid().equals(seen.uid())) {
      return new Write.Conflict();
    }
    if (!before.status().equals(status)) {
      networks.put(
          seen.key(), new ApiObject<>(touched(before.metadata(), 0), before.spec(), status));
    }
    return new Write.Written();
  }

  Write setFinalizer(Metadata seen, boolean present) {
    return finalizer(networks, seen, present);
  }

  Write holdDisruption(Metadata seen, boolean present) {
    return finalizer(disruptions, seen, present);
  }

  /** Nobody can add a finalizer to what is being deleted; without any, it goes. */
  private <S, T> Write finalizer(
      Map<ObjectKey, ApiObject<S, T>> objects, Metadata seen, boolean present) {
    ApiObject<S, T> before = objects.get(seen.key());
    if (before == null || !isAt(before.metadata(), seen) || (present && seen.deleting())) {
      return new Write.Conflict();
    }
    Set<String> finalizers = new TreeSet<>(before.metadata().finalizers());
    if (present) {
      finalizers.add(Labels.FINALIZER);
    } else {
      finalizers.remove(Labels.FINALIZER);
    }
    if (finalizers.isEmpty() && before.metadata().deleting()) {
      objects.remove(seen.key());
      next();
    } else {
      objects.put(
          seen.key(),
          new ApiObject<>(
              with(touched(before.metadata(), 0), finalizers), before.spec(), before.status()));
    }
    return new Write.Written();
  }

  Write labelHost(Node seen, boolean host) {
    return replaceNode(
        seen,
        node -> {
          Map<String, String> labels = new TreeMap<>(node.labels());
          if (host) {
            labels.put(Labels.HOST, "true");
          } else {
            labels.remove(Labels.HOST);
          }
          return copy(node, node.ready(), node.unschedulable(), labels, node.annotations());
        });
  }

  Write cordon(Node seen, boolean cordoned, ObjectKey disruption) {
    return replaceNode(
        seen,
        node -> {
          Map<String, String> annotations = new TreeMap<>(node.annotations());
          if (cordoned) {
            annotations.put(Labels.CORDONED_FOR, disruption.toString());
          } else {
            annotations.remove(Labels.CORDONED_FOR);
          }
          return copy(node, node.ready(), cordoned, node.labels(), annotations);
        });
  }

  private Write replaceNode(Node seen, UnaryOperator<Node> change) {
    Node before = nodes.get(seen.name());
    if (before == null
        || !before.uid().equals(seen.uid())
        || !before.resourceVersion().equals(seen.resourceVersion())) {
      return new Write.Conflict();
    }
    putNode(change.apply(before));
    node(seen.name()).ifPresent(after -> watcher.ifPresent(it -> it.nodeWritten(before, after)));
    return new Write.Written();
  }

  // What everybody else writes.

  void putNode(Node node) {
    nodes.put(node.name(), copy(node, next()));
  }

  void removeNode(String name) {
    nodes.remove(name);
    next();
  }

  String uid() {
    return "uid-" + next();
  }

  void createNetwork(ObjectKey key, HealthShareMirrorNetworkSpec spec) {
    networks.putIfAbsent(
        key, new ApiObject<>(created(key, Map.of()), spec, HealthShareMirrorNetworkStatus.EMPTY));
  }

  void editNetwork(ObjectKey key, UnaryOperator<HealthShareMirrorNetworkSpec> edit) {
    networks.computeIfPresent(
        key,
        (_, before) ->
            new ApiObject<>(
                touched(before.metadata(), 1), edit.apply(before.spec()), before.status()));
  }

  void deleteNetwork(ObjectKey key) {
    delete(networks, key);
  }

  void deleteDisruption(ObjectKey key) {
    delete(disruptions, key);
  }

  private <S, T> void delete(Map<ObjectKey, ApiObject<S, T>> objects, ObjectKey key) {
    ApiObject<S, T> before = objects.get(key);
    if (before == null || before.metadata().deleting()) {
      return;
    }
    if (before.metadata().finalizers().isEmpty()) {
      objects.remove(key);
      next();
      return;
    }
    Metadata old = touched(before.metadata(), 1);
    objects.put(
        key,
        new ApiObject<>(
            new Metadata(
                old.key(),
                old.uid(),
                old.resourceVersion(),
                old.generation(),
                old.createdAt(),
                Optional.of(clock.instant()),
                old.finalizers(),
                old.labels()),
            before.spec(),
            before.status()));
  }

  void hostRouteStatus(ObjectKey key, MirrorHostRouteStatus status) {
    hostRoutes.computeIfPresent(
        key,
        (_, before) ->
            before.status().equals(status)
                ? before
                : new ApiObject<>(touched(before.metadata(), 0), before.spec(), status));
  }

  void approve(ObjectKey key, @Nullable Approval approval) {
    editDisruption(key, approval, null);
  }

  void abandon(ObjectKey key, Abandonment abandonment) {
    disruption(key).ifPresent(record -> editDisruption(key, record.spec().approval(), abandonment));
  }

  private void editDisruption(
      ObjectKey key, @Nullable Approval approval, @Nullable Abandonment abandonment) {
    disruptions.computeIfPresent(
        key,
        (_, before) ->
            new ApiObject<>(
                touched(before.metadata(), 1),
                new HostDisruptionSpec(
                    before.spec().network(),
                    before.spec().host(),
                    before.spec().nodeUid(),
                    before.spec().vmId(),
                    before.spec().virtualMachine(),
                    before.spec().change(),
                    approval,
                    abandonment),
                before.status()));
  }

  // Metadata.

  private String next() {
    version++;
    return Long.toString(version);
  }

  private Metadata created(ObjectKey key, Map<String, String> labels) {
    String at = next();
    return new Metadata(
        key, "uid-" + at, at, 1, clock.instant(), Optional.empty(), Set.of(), labels);
  }

  private Metadata touched(Metadata old, int generations) {
    return new Metadata(
        old.key(),
        old.uid(),
        next(),
        old.generation() + generations,
        old.createdAt(),
        old.deletingSince(),
        old.finalizers(),
        old.labels());
  }

  private static Metadata with(Metadata old, Set<String> finalizers) {
    return new Metadata(
        old.key(),
        old.uid(),
        old.resourceVersion(),
        old.generation(),
        old.createdAt(),
        old.deletingSince(),
        finalizers,
        old.labels());
  }

  private static boolean isAt(Metadata now, Metadata seen) {
    return now.uid().equals(seen.uid()) && now.resourceVersion().equals(seen.resourceVersion());
  }

  static Node copy(
      Node node,
      boolean ready,
      boolean unschedulable,
      Map<String, String> labels,
      Map<String, String> annotations) {
    return new Node(
        node.name(),
        node.uid(),
        node.providerId(),
        node.systemUuid(),
        node.bootId(),
        ready,
        unschedulable,
        labels,
        annotations,
        node.addresses(),
        node.resourceVersion());
  }

  private static Node copy(Node node, String resourceVersion) {
    return new Node(
        node.name(),
        node.uid(),
        node.providerId(),
        node.systemUuid(),
        node.bootId(),
        node.ready(),
        node.unschedulable(),
        node.labels(),
        node.annotations(),
        node.addresses(),
        resourceVersion);
  }
}
