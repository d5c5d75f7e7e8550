package io.mirrornet.operator.plan.survey;

import io.mirrornet.api.network.AdditionalAddress;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.ProtectedRange;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.azure.Subnet;
import io.mirrornet.operator.model.cluster.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The addresses by which the cluster and its nodes live. A route of ours to one of them would cut a
 * node off, so a person who declares one is told what it is.
 */
final class ClusterAddresses {

  private final Map<Ipv4Address, String> owners = new HashMap<>();

  private ClusterAddresses() {}

  static ClusterAddresses of(Fleet fleet) {
    return of(fleet, fleet.cluster().serviceAddresses());
  }

  /**
   * The same with the Services of the look before as well: an address that both looks show. What is
   * only in one takes no route away, so that nobody's Service does so at once.
   */
  static ClusterAddresses seenTwice(Fleet fleet) {
    Set<Ipv4Address> both = new HashSet<>(fleet.cluster().serviceAddresses());
    both.retainAll(fleet.servicesBefore());
    return of(fleet, both);
  }

  private static ClusterAddresses of(Fleet fleet, Set<Ipv4Address> services) {
    ClusterAddresses all = new ClusterAddresses();
    for (Subnet subnet : fleet.azure().subnets().values()) {
      all.owners.put(subnet.gateway(), "the gateway of subnet " + subnet.id().name());
    }
    services.forEach(address -> all.owners.put(address, "the address of a Kubernetes Service"));
    for (Node node : fleet.cluster().nodes().values()) {
      node.addresses()
          .forEach(address -> all.owners.put(address, "the address of node " + node.name()));
    }
    fleet
        .cluster()
        .apiServerAddresses()
        .forEach(address -> all.owners.put(address, "the address of the API server"));
    return all;
  }

  /** Those of the declared addresses that no route may lead to, each with what it is. */
  SortedMap<Ipv4Address, String> among(List<AdditionalAddress> declared) {
    SortedMap<Ipv4Address, String> found = new TreeMap<>();
    for (AdditionalAddress additional : declared) {
      ProtectedRange.holding(additional.address())
          .map(range -> "in the protected range " + range.prefix())
          .or(() -> Optional.ofNullable(owners.get(additional.address())))
          .ifPresent(what -> found.put(additional.address(), what));
    }
    return found;
  }
}
