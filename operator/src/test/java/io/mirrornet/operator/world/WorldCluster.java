package io.mirrornet.operator.world;

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
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.port.Live;
import io.mirrornet.operator.port.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The API server of a world: it answers live reads as the world is now, and notes each write. */
public final class WorldCluster implements Cluster {

  private Write answer = new Write.Written();
  private final FleetWorld world;
  private final List<String> writes = new ArrayList<>();

  private Optional<HealthShareMirrorNetworkStatus> networkStatus = Optional.empty();

  /** The API server of this world. */
  public WorldCluster(FleetWorld world) {
    this.world = world;
  }

  /** The status of a network that was written last. */
  public Optional<HealthShareMirrorNetworkStatus> networkStatus() {
    return networkStatus;
  }

  /** What was written, in order: the method and what it was about. */
  public List<String> writes() {
    return List.copyOf(writes);
  }

  @Override
  public ClusterView view() {
    return world.fleet().cluster();
  }

  @Override
  public Live<ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>> network(
      ObjectKey key) {
    return live(view().networks().stream().filter(n -> n.key().equals(key)).findFirst());
  }

  @Override
  public Live<List<ApiObject<HostDisruptionSpec, HostDisruptionStatus>>> disruptions() {
    return new Live.Found<>(view().disruptions());
  }

  @Override
  public Live<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruption(ObjectKey key) {
    return live(view().disruption(key));
  }

  @Override
  public Live<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> hostRoute(ObjectKey key) {
    return live(view().hostRoute(key));
  }

  @Override
  public Live<Node> node(String name) {
    return live(view().node(name));
  }

  @Override
  public Live<DisruptionSlot> slot() {
    return new Live.Found<>(view().slot());
  }

  @Override
  public Write swapSlot(DisruptionSlot seen, Optional<String> holder) {
    return written("swapSlot " + holder.orElse("nobody"));
  }

  @Override
  public Write createDisruption(ObjectKey key, HostDisruptionSpec spec) {
    return written("createDisruption " + key);
  }

  @Override
  public Write holdDisruption(Metadata seen, boolean present) {
    return written("holdDisruption %s %s".formatted(seen.key(), present));
  }

  @Override
  public Write replaceDisruptionStatus(Metadata seen, HostDisruptionStatus status) {
    return written("replaceDisruptionStatus " + seen.key());
  }

  @Override
  public Write applyHostRoute(
      ObjectKey key, ObjectKey network, MirrorHostRouteSpec spec, Optional<Metadata> seen) {
    return written(
        "applyHostRoute %s over %s"
            .formatted(key, seen.map(Metadata::resourceVersion).orElse("nothing")));
  }

  @Override
  public Write deleteHostRoute(Metadata seen) {
    return written("deleteHostRoute " + seen.key());
  }

  @Override
  public Write applyNetworkStatus(Metadata seen, HealthShareMirrorNetworkStatus status) {
    networkStatus = Optional.of(status);
    return written("applyNetworkStatus " + seen.key());
  }

  @Override
  public Write setFinalizer(Metadata seen, boolean present) {
    return written("setFinalizer %s %s".formatted(seen.key(), present));
  }

  @Override
  public Write labelHost(Node seen, boolean host) {
    return written("labelHost %s %s".formatted(seen.name(), host));
  }

  @Override
  public Write cordon(Node seen, boolean cordoned, ObjectKey disruption) {
    return written("cordon %s %s".formatted(seen.name(), cordoned));
  }

  @Override
  public Eviction podsAtRisk(String node) {
    return new Eviction.Drained();
  }

  @Override
  public Eviction evictPods(String node, boolean unmanaged) {
    return new Eviction.Drained();
  }

  /** What each write comes to from now on. */
  public WorldCluster answering(Write write) {
    answer = write;
    return this;
  }

  private Write written(String what) {
    writes.add(what);
    return answer;
  }

  private static <T> Live<T> live(Optional<T> value) {
    return value.<Live<T>>map(Live.Found::new).orElseGet(Live.Absent::new);
  }
}
