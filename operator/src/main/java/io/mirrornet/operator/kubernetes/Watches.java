package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelector;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import io.mirrornet.api.kubernetes.HostDisruption;
import io.mirrornet.api.kubernetes.MirrorHostRoute;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.cluster.ClusterView;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One informer for each kind that a decision depends on. */
final class Watches {

  /** What is watched besides whole kinds. */
  record Scope(ObjectKey slot, String agentNamespace) {}

  private final IndexerResourceCache<HealthShareMirrorNetwork> networks;
  private final Watch<MirrorHostRoute> hostRoutes;
  private final Watch<HostDisruption> disruptions;
  private final Watch<Node> nodes;
  private final Watch<Pod> agentPods;
  private final Watch<Service> services;
  private final Watch<EndpointSlice> apiServers;
  private final Watch<Lease> slot;
  private final Set<Ipv4Address> apiServer;

  Watches(
      EventSourceContext<HealthShareMirrorNetwork> context,
      Scope scope,
      Set<Ipv4Address> apiServer,
      Runnable wake) {
    this.apiServer = Set.copyOf(apiServer);
    networks = context.getPrimaryCache();
    hostRoutes =
        Watch.of(
            MirrorHostRoute.class,
            Trim::metadata,
            InformerEventSourceConfiguration.Builder::withWatchAllNamespaces,
            context,
            wake);
    disruptions =
        Watch.of(
            HostDisruption.class,
            Trim::metadata,
            InformerEventSourceConfiguration.Builder::withWatchAllNamespaces,
            context,
            wake);
    nodes =
        Watch.of(
            Node.class,
            NodeMapper::trim,
            InformerEventSourceConfiguration.Builder::withWatchAllNamespaces,
            context,
            wake);
    agentPods =
        Watch.of(
            Pod.class,
            Trim::pod,
            builder -> builder.withNamespaces(scope.agentNamespace()),
            context,
            wake);
    services =
        Watch.of(
            Service.class,
            Trim::metadata,
            InformerEventSourceConfiguration.Builder::withWatchAllNamespaces,
            context,
            wake);
    apiServers =
        Watch.of(
            EndpointSlice.class,
            Trim::metadata,
            builder ->
                builder
                    .withNamespaces(ServiceAddresses.API_SERVER_NAMESPACE)
                    .withLabelSelector(ServiceAddresses.API_SERVER_SELECTOR),
            context,
            wake);
    slot =
        Watch.of(
            Lease.class,
            Trim::metadata,
            builder ->
                builder
                    .withNamespaces(scope.slot().namespace())
                    .withFieldSelector(
                        new FieldSelector(
                            new FieldSelector.Field("metadata.name", scope.slot().name()))),
            context,
            wake);
  }

  List<EventSource<?, HealthShareMirrorNetwork>> eventSources() {
    return List.of(hostRoutes, disruptions, nodes, agentPods, services, apiServers, slot);
  }

  /** What the informers hold now, as values. */
  ClusterView view() {
    Map<String, io.mirrornet.operator.model.cluster.Node> byName = new HashMap<>();
    nodes.all().forEach(node -> byName.put(name(node), NodeMapper.read(node)));
    List<HealthShareMirrorNetwork> allNetworks = networks.list(_ -> true).toList();
    return new ClusterView(
        byName,
        readable(allNetworks).map(NetworkMapper::read).toList(),
        readable(hostRoutes.all()).map(HostRouteMapper::read).toList(),
        readable(disruptions.all()).map(DisruptionMapper::read).toList(),
        SlotMapper.read(slot.all().stream().findFirst()),
        ServiceAddresses.of(services.all()),
        ServiceAddresses.ofApiServer(apiServers.all(), apiServer),
        Optional.of(DaemonPods.readyOn(agentPods.all())),
        Stream.of(allNetworks, hostRoutes.all(), disruptions.all())
            .flatMap(List::stream)
            .filter(object -> !Tolerance.isReadable(object))
            .map(Tolerance::name)
            .toList());
  }

  private static <R extends CustomResource<?, ?>> Stream<R> readable(List<R> all) {
    return all.stream().filter(Tolerance::isReadable);
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }
}
