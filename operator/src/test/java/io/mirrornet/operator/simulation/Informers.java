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
import io.mirrornet.operator.model.cluster.Node;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one process has heard from the API server: each kind may be behind for a while. */
final class Informers {

  /** What has an informer of its own. */
  enum Kind {
    NODES,
    NETWORKS,
    HOST_ROUTES,
    DISRUPTIONS,
    SLOT
  }

  private final ApiServer api;
  private final Map<Kind, Instant> behindUntil = new EnumMap<>(Kind.class);
  private Map<String, Node> nodes;
  private List<ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>> networks;
  private List<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> hostRoutes;
  private List<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruptions;
  private DisruptionSlot slot;

  Informers(ApiServer api) {
    this.api = api;
    this.nodes = api.nodes();
    this.networks = api.networks();
    this.hostRoutes = api.hostRoutes();
    this.disruptions = api.disruptions();
    this.slot = api.slot();
  }

  /** An informer hears nothing until then. */
  void stall(Kind kind, Instant until) {
    behindUntil.put(kind, until);
  }

  ClusterView view(Instant now) {
    nodes = isBehind(Kind.NODES, now) ? nodes : api.nodes();
    networks = isBehind(Kind.NETWORKS, now) ? networks : api.networks();
    hostRoutes = isBehind(Kind.HOST_ROUTES, now) ? hostRoutes : api.hostRoutes();
    disruptions = isBehind(Kind.DISRUPTIONS, now) ? disruptions : api.disruptions();
    slot = isBehind(Kind.SLOT, now) ? slot : api.slot();
    return new ClusterView(
        nodes,
        networks,
        hostRoutes,
        disruptions,
        slot,
        Set.of(),
        Set.of(),
        Optional.empty(),
        List.of());
  }

  private boolean isBehind(Kind kind, Instant now) {
    return now.isBefore(behindUntil.getOrDefault(kind, Instant.MIN));
  }
}
