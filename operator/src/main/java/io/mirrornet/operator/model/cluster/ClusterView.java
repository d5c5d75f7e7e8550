package io.mirrornet.operator.model.cluster;

import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.net.Ipv4Address;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the cluster shows: the informers' memory, which may be behind. Whatever is destroyed is
 * asked for again, live.
 *
 * @param nodes by name
 * @param serviceAddresses cluster IPs and load balancer addresses of Services
 * @param apiServerAddresses by which nodes reach the API server
 * @param readyAgents the nodes whose agent's pod is Ready; empty where nobody looks
 * @param unreadable objects of ours that are there and cannot be read, by kind and name; what they
 *     say is not known, so nobody is taken down meanwhile
 */
public record ClusterView(
    Map<String, Node> nodes,
    List<ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus>> networks,
    List<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> hostRoutes,
    List<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruptions,
    DisruptionSlot slot,
    Set<Ipv4Address> serviceAddresses,
    Set<Ipv4Address> apiServerAddresses,
    Optional<Set<String>> readyAgents,
    List<String> unreadable) {

  public ClusterView {
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    networks = List.copyOf(networks);
    hostRoutes = List.copyOf(hostRoutes);
    disruptions = List.copyOf(disruptions);
    serviceAddresses = Set.copyOf(serviceAddresses);
    apiServerAddresses = Set.copyOf(apiServerAddresses);
    readyAgents = readyAgents.map(Set::copyOf);
    unreadable = List.copyOf(unreadable);
  }

  /** The node of this name. */
  public Optional<Node> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  /** The host route of this name. */
  public Optional<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> hostRoute(ObjectKey key) {
    return hostRoutes.stream().filter(route -> route.key().equals(key)).findFirst();
  }

  /** Whether no disruption is known that has this uid. */
  public boolean isNoDisruption(String uid) {
    return disruptions.stream().noneMatch(record -> record.metadata().uid().equals(uid));
  }

  /** The disruption of this name. */
  public Optional<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruption(ObjectKey key) {
    return disruptions.stream().filter(record -> record.key().equals(key)).findFirst();
  }
}
