package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import io.mirrornet.api.kubernetes.HostDisruption;
import io.mirrornet.api.kubernetes.MirrorHostRoute;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The API server, by fabric8's client. */
final class KubernetesCluster implements Cluster {

  private final KubernetesClient client;
  private final ObjectKey slotKey;
  private final Supplier<ClusterView> informers;
  private final NodeWriter nodes;
  private final FinalizerWriter finalizers;
  private final Evictions evictions;
  private final Announcer announcer;

  /**
   * @param client makes each request once
   * @param slotKey the Lease that admits disruptions
   * @param informers what they hold now
   * @param announcer tells of transitions
   */
  KubernetesCluster(
      KubernetesClient client,
      ObjectKey slotKey,
      Supplier<ClusterView> informers,
      Announcer announcer) {
    this.client = client;
    this.slotKey = slotKey;
    this.informers = informers;
    this.nodes = new NodeWriter(client);
    this.finalizers = new FinalizerWriter(client);
    this.evictions = new Evictions(client);
    this.announcer = announcer;
  }

  @Override
  public ClusterView view() {
    return informers.get();
  }

  @Override
  public Live<ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>> network(
      ObjectKey key) {
    return Answers.read(
        () ->
            client
                .resources(HealthShareMirrorNetwork.class)
                .inNamespace(key.namespace())
                .withName(key.name())
                .get(),
        NetworkMapper::read);
  }

  @Override
  public Live<List<ApiObject<HostDisruptionSpec, HostDisruptionStatus>>> disruptions() {
    return Answers.read(
        () -> client.resources(HostDisruption.class).inAnyNamespace().list().getItems(),
        items -> items.stream().map(DisruptionMapper::read).toList());
  }

  @Override
  public Live<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruption(ObjectKey key) {
    return Answers.read(
        () ->
            client
                .resources(HostDisruption.class)
                .inNamespace(key.namespace())
                .withName(key.name())
                .get(),
        DisruptionMapper::read);
  }

  @Override
  public Live<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> hostRoute(ObjectKey key) {
    return Answers.read(
        () ->
            client
                .resources(MirrorHostRoute.class)
                .inNamespace(key.namespace())
                .withName(key.name())
                .get(),
        HostRouteMapper::read);
  }

  @Override
  public Live<Node> node(String name) {
    return Answers.read(() -> client.nodes().withName(name).get(), NodeMapper::read);
  }

  @Override
  public Live<DisruptionSlot> slot() {
    return Answers.read(
        () ->
            client
                .resources(Lease.class)
                .inNamespace(slotKey.namespace())
                .withName(slotKey.name())
                .get(),
        lease -> SlotMapper.read(Optional.of(lease)));
  }

  @Override
  public Write swapSlot(DisruptionSlot seen, Optional<String> holder) {
    Lease lease = SlotMapper.write(slotKey, seen, holder);
    return Answers.write(() -> {
      if (seen.resourceVersion().isPresent()) {
        client.resource(lease).update();
      } else {
        client.resource(lease).create();
      }
    });
  }

  @Override
  public Write createDisruption(ObjectKey key, HostDisruptionSpec spec) {
    return Answers.write(() -> client.resource(DisruptionMapper.proposal(key, spec)).create());
  }

  @Override
  public Write replaceDisruptionStatus(Metadata seen, HostDisruptionStatus status) {
    Write write =
        Answers.write(() ->
            client.resource(DisruptionMapper.status(seen, status)).subresource("status").update());
    if (write instanceof Write.Written) {
      view()
          .disruption(seen.key())
          .map(before -> Announcement.ofDisruption(seen, before.status(), status))
          .ifPresent(announcer::announce);
    }
    return write;
  }

  @Override
  public Write applyHostRoute(
      ObjectKey key, ObjectKey network, MirrorHostRouteSpec spec, Optional<Metadata> seen) {
    return Answers.write(() -> {
      // An apply alone would create the object or change the one that is there by now.
      Metadata now = seen.orElseGet(() -> created(key, network, spec));
      client.resource(HostRouteMapper.desired(now, network, spec)).patch(Patches.APPLY);
    });
  }

  private Metadata created(ObjectKey key, ObjectKey network, MirrorHostRouteSpec spec) {
    return MetadataMapper.read(
        client.resource(HostRouteMapper.bare(key, network, spec)).create().getMetadata());
  }

  @Override
  public Write deleteHostRoute(Metadata seen) {
    return Answers.write(() -> {
      String json =
          client
              .getKubernetesSerialization()
              .asJson(Map.of("preconditions", Map.of("uid", seen.uid())));
      client.raw(
          "/apis/mirrornet.io/v1alpha1/namespaces/%s/mirrorhostroutes/%s"
              .formatted(seen.key().namespace(), seen.key().name()),
          "DELETE",
          json);
    });
  }

  @Override
  public Write applyNetworkStatus(Metadata seen, HealthShareMirrorNetworkStatus status) {
    Write write =
        Answers.write(() ->
            client
                .resource(NetworkMapper.status(seen, status))
                .subresource("status")
                .patch(Patches.APPLY));
    if (write instanceof Write.Written) {
      view().networks().stream()
          .filter(network -> network.key().equals(seen.key()))
          .map(before -> Announcement.ofNetwork(seen, before.status(), status))
          .forEach(announcer::announce);
    }
    return write;
  }

  @Override
  public Write setFinalizer(Metadata seen, boolean present) {
    return finalizers.set(HealthShareMirrorNetwork.class, seen, present);
  }

  @Override
  public Write holdDisruption(Metadata seen, boolean present) {
    return finalizers.set(HostDisruption.class, seen, present);
  }

  @Override
  public Write labelHost(Node seen, boolean host) {
    return nodes.labelHost(seen, host);
  }

  @Override
  public Write cordon(Node seen, boolean cordoned, ObjectKey disruption) {
    return nodes.cordon(seen, cordoned, disruption);
  }

  @Override
  public Eviction podsAtRisk(String node) {
    return evictions.podsAtRisk(node);
  }

  @Override
  public Eviction evictPods(String node, boolean unmanaged) {
    return evictions.evictPods(node, unmanaged);
  }
}
