package io.mirrornet.operator.plan.discovery;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.azure.IpConfiguration;
import io.mirrornet.operator.model.azure.LoadBalancer.BackendPool;
import io.mirrornet.operator.model.azure.LoadBalancer.PoolAddress;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VirtualMachine;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which host a member of a backend pool is. A pool names its members by IP configuration of a NIC
 * or by address; an address counts only together with its virtual network, since two networks may
 * use the same one.
 */
final class HostPools {

  private record AddressInNetwork(Ipv4Address address, ResourceId virtualNetwork) {}

  private final Map<ResourceId, ResourceId> hostByIpConfiguration = new HashMap<>();
  private final Map<AddressInNetwork, ResourceId> hostByAddress = new HashMap<>();
  private final Map<Ipv4Address, Set<ResourceId>> hostsByBareAddress = new HashMap<>();

  HostPools(Collection<VirtualMachine> hosts, Map<ResourceId, NetworkInterface> nics) {
    for (VirtualMachine host : hosts) {
      host.nics().stream()
          .flatMap(reference -> Optional.ofNullable(nics.get(reference.id())).stream())
          .flatMap(nic -> nic.ipConfigurations().stream())
          .forEach(configuration -> add(host.id(), configuration));
    }
  }

  /** The hosts that the pool holds. */
  Set<ResourceId> hostsOf(BackendPool pool) {
    Set<ResourceId> hosts = new TreeSet<>();
    pool.ipConfigurations().stream()
        .flatMap(id -> Optional.ofNullable(hostByIpConfiguration.get(id)).stream())
        .forEach(hosts::add);
    pool.addresses().forEach(member -> hosts.addAll(hostsOf(member)));
    return hosts;
  }

  private Set<ResourceId> hostsOf(PoolAddress member) {
    return member
        .virtualNetwork()
        .map(network -> new AddressInNetwork(member.address(), network))
        .map(key -> Optional.ofNullable(hostByAddress.get(key)).map(Set::of).orElse(Set.of()))
        // A pool may leave its network out; then the address alone has to be unmistakable.
        .orElseGet(() -> unmistakable(member.address()));
  }

  private Set<ResourceId> unmistakable(Ipv4Address address) {
    Set<ResourceId> hosts = hostsByBareAddress.getOrDefault(address, Set.of());
    return hosts.size() == 1 ? hosts : Set.of();
  }

  private void add(ResourceId host, IpConfiguration configuration) {
    hostByIpConfiguration.put(configuration.id(), host);
    configuration
        .address()
        .ifPresent(address -> {
          ResourceId network = configuration.subnet().parent().orElseThrow();
          hostByAddress.put(new AddressInNetwork(address, network), host);
          hostsByBareAddress.computeIfAbsent(address, _ -> new HashSet<>()).add(host);
        });
  }
}
