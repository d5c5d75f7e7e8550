package io.mirrornet.operator.act;

import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.azure.Inventory;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.ClusterView;
import io.mirrornet.operator.model.cluster.DisruptionSlot;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.port.Cloud;
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.port.Live;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fleet in which everything that one deallocation rests on is read again, past every memory. */
final class LiveFleet {

  private final Cloud cloud;
  private final Cluster cluster;

  LiveFleet(Cloud cloud, Cluster cluster) {
    this.cloud = cloud;
    this.cluster = cluster;
  }

  /** The fleet as it is now; empty if anything could not be read. */
  Optional<Fleet> of(Action.Deallocate action, Fleet fleet, InstantSource clock) {
    Optional<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruption =
        cluster.disruption(action.disruption().key()).found();
    Optional<DisruptionSlot> slot = cluster.slot().found();
    Optional<Map<String, Node>> nodes = nodes(action, fleet.cluster());
    Optional<List<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>>> hostRoutes =
        hostRoutes(action, fleet.cluster());
    Optional<List<ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>>>
        networks = networks(action, fleet.cluster());
    Optional<VirtualMachine> vm = cloud.virtualMachine(action.virtualMachine()).found();
    Optional<PowerState> power = cloud.powerState(action.virtualMachine()).found();
    if (disruption.isEmpty()
        || slot.isEmpty()
        || nodes.isEmpty()
        || hostRoutes.isEmpty()
        || networks.isEmpty()
        || vm.isEmpty()
        || power.isEmpty()) {
      return Optional.empty();
    }
    ClusterView before = fleet.cluster();
    ClusterView view =
        new ClusterView(
            nodes.get(),
            networks.get(),
            hostRoutes.get(),
            replaced(before.disruptions(), disruption.get()),
            slot.get(),
            before.serviceAddresses(),
            before.apiServerAddresses(),
            before.readyAgents(),
            before.unreadable());
    return Optional.of(
        new Fleet(
            clock.instant(),
            fleet.installation(),
            view,
            with(fleet.azure(), vm.get(), power.get()),
            fleet.azureBefore(),
            fleet.servicesBefore(),
            fleet.attempts(),
            fleet.evidenceRequests(),
            fleet.drains(),
            fleet.refusals()));
  }

  private Optional<Map<String, Node>> nodes(Action.Deallocate action, ClusterView before) {
    Map<String, Node> nodes = new HashMap<>(before.nodes());
    for (String witness : action.witnesses()) {
      switch (cluster.node(witness)) {
        case Live.Found<Node>(var node) -> nodes.put(witness, node);
        // A witness that is no node: the checks say so, not this.
        case Live.Absent<Node> _ -> nodes.remove(witness);
        case Live.Unavailable<Node> _ -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(nodes);
  }

  private Optional<List<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>>> hostRoutes(
      Action.Deallocate action, ClusterView before) {
    List<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> routes =
        new ArrayList<>(before.hostRoutes());
    routes.removeIf(route -> action.hostRoutes().contains(route.key()));
    for (ObjectKey key : action.hostRoutes()) {
      Optional<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> route =
          cluster.hostRoute(key).found();
      if (route.isEmpty()) {
        return Optional.empty();
      }
      routes.add(route.get());
    }
    return Optional.of(routes);
  }

  /** A person may have paused, changed or deleted a network since the informer last heard of it. */
  private Optional<List<ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>>>
      networks(Action.Deallocate action, ClusterView before) {
    List<ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>> networks =
        new ArrayList<>(before.networks());
    networks.removeIf(network -> action.networks().contains(network.key()));
    for (ObjectKey key : action.networks()) {
      switch (cluster.network(key)) {
        case Live.Found<ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>>(
                var network) ->
            networks.add(network);
        // A network that is gone takes nothing down: the plan without it says so.
        case Live.Absent<?> _ -> {}
        case Live.Unavailable<?> _ -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(networks);
  }

  private static List<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> replaced(
      List<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> before,
      ApiObject<HostDisruptionSpec, HostDisruptionStatus> now) {
    List<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> all = new ArrayList<>(before);
    all.removeIf(record -> record.key().equals(now.key()));
    all.add(now);
    return all;
  }

  private static Inventory with(Inventory before, VirtualMachine vm, PowerState power) {
    Map<ResourceId, VirtualMachine> machines = new HashMap<>(before.virtualMachines());
    machines.put(vm.id(), vm);
    Map<ResourceId, PowerState> powers = new HashMap<>(before.powerStates());
    powers.put(vm.id(), power);
    return new Inventory(
        before.readAt(),
        before.unread(),
        machines,
        before.nics(),
        before.loadBalancers(),
        before.subnets(),
        before.publicAddresses(),
        before.vmSizes(),
        powers,
        before.permissions());
  }
}
