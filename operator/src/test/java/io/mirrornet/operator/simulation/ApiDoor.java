package io.mirrornet.operator.simulation;

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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One process's door to the API server, past the mischief that may befall a call. */
final class ApiDoor implements Cluster {

  private final ApiServer api;
  private final Informers informers;
  private final InstantSource clock;
  private final Mischief mischief;
  private final Function<String, Eviction> eviction;
  private final Consumer<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> shown;

  /**
   * @param eviction what a round of evictions on a node comes to
   * @param shown hears of each host route that is read past the informers
   */
  ApiDoor(
      ApiServer api,
      Informers informers,
      InstantSource clock,
      Mischief mischief,
      Function<String, Eviction> eviction,
      Consumer<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> shown) {
    this.api = api;
    this.informers = informers;
    this.clock = clock;
    this.mischief = mischief;
    this.eviction = eviction;
    this.shown = shown;
  }

  @Override
  public ClusterView view() {
    return informers.view(clock.instant());
  }

  @Override
  public Live<ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>> network(
      ObjectKey key) {
    return read("get network " + key, () -> api.network(key));
  }

  @Override
  public Live<List<ApiObject<HostDisruptionSpec, HostDisruptionStatus>>> disruptions() {
    return read("list disruptions", () -> Optional.of(api.disruptions()));
  }

  @Override
  public Live<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruption(ObjectKey key) {
    return read("get disruption " + key, () -> api.disruption(key));
  }

  @Override
  public Live<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> hostRoute(ObjectKey key) {
    Live<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> route =
        read("get host route " + key, () -> api.hostRoute(key));
    route.found().ifPresent(shown);
    return route;
  }

  @Override
  public Live<Node> node(String name) {
    return read("get node " + name, () -> api.node(name));
  }

  @Override
  public Live<DisruptionSlot> slot() {
    return read("get slot", () -> Optional.of(api.slot()));
  }

  @Override
  public Write swapSlot(DisruptionSlot seen, Optional<String> holder) {
    return write("slot to " + holder.orElse("nobody"), () -> api.swapSlot(seen, holder));
  }

  @Override
  public Write createDisruption(ObjectKey key, HostDisruptionSpec spec) {
    return write("propose " + key, () -> api.createDisruption(key, spec));
  }

  @Override
  public Write holdDisruption(Metadata seen, boolean present) {
    return write(
        "hold record %s %s".formatted(seen.key(), present),
        () -> api.holdDisruption(seen, present));
  }

  @Override
  public Write replaceDisruptionStatus(Metadata seen, HostDisruptionStatus status) {
    return write(
        "record %s %s %s"
            .formatted(
                seen.key(),
                status.phase(),
                status.steps().isEmpty()
                    ? ""
                    : status.steps().getLast().name() + " " + status.steps().getLast().outcome()),
        () -> api.replaceDisruptionStatus(seen, status));
  }

  @Override
  public Write applyHostRoute(
      ObjectKey key, ObjectKey network, MirrorHostRouteSpec spec, Optional<Metadata> seen) {
    return write(
        "apply host route %s: interface %s, %d destinations, nonce %s"
            .formatted(
                key.name(),
                spec.secondary() == null ? "none" : spec.secondary().address(),
                spec.destinations().size(),
                spec.evidenceRequest()),
        () -> api.applyHostRoute(key, network, spec, seen));
  }

  @Override
  public Write deleteHostRoute(Metadata seen) {
    return write("delete host route " + seen.key().name(), () -> api.deleteHostRoute(seen));
  }

  @Override
  public Write applyNetworkStatus(Metadata seen, HealthShareMirrorNetworkStatus status) {
    return write("status of " + seen.key(), () -> api.applyNetworkStatus(seen, status));
  }

  @Override
  public Write setFinalizer(Metadata seen, boolean present) {
    return write(
        "finalizer of %s %s".formatted(seen.key(), present), () -> api.setFinalizer(seen, present));
  }

  @Override
  public Write labelHost(Node seen, boolean host) {
    return write("label %s %s".formatted(seen.name(), host), () -> api.labelHost(seen, host));
  }

  @Override
  public Write cordon(Node seen, boolean cordoned, ObjectKey disruption) {
    return write(
        "cordon %s %s".formatted(seen.name(), cordoned),
        () -> api.cordon(seen, cordoned, disruption));
  }

  @Override
  public Eviction podsAtRisk(String node) {
    return new Eviction.Drained();
  }

  @Override
  public Eviction evictPods(String node, boolean unmanaged) {
    return mischief.apiWrite(
        "evict " + node, () -> eviction.apply(node), () -> new Eviction.Unavailable("no answer"));
  }

  private <T> Live<T> read(String what, Supplier<Optional<T>> ask) {
    return mischief.apiRead(
        what,
        () -> ask.get().<Live<T>>map(Live.Found::new).orElseGet(Live.Absent::new),
        () -> new Live.Unavailable<>("no answer"));
  }

  private Write write(String what, Supplier<Write> ask) {
    return mischief.apiWrite(what, ask, () -> new Write.Unavailable("no answer"));
  }
}
