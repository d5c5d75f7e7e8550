package io.mirrornet.operator.plan.discovery;

import io.mirrornet.operator.model.azure.IpConfiguration;
import io.mirrornet.operator.model.azure.LoadBalancer.BackendPool;
import io.mirrornet.operator.model.azure.LoadBalancer.PoolAddress;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is in a backend pool, hosts or not: other hosts are taken down only while these are up. */
final class PoolMembers {

  /**
   * Everybody in some pools.
   *
   * @param machines the VMs whose NICs are members
   * @param strangers members that lead to no NIC that ARM showed
   */
  record Everybody(Set<ResourceId> machines, Set<String> strangers) {}

  private final Map<ResourceId, NetworkInterface> nicByIpConfiguration = new HashMap<>();
  private final Collection<NetworkInterface> nics;

  PoolMembers(Collection<NetworkInterface> nics) {
    this.nics = nics;
    for (NetworkInterface nic : nics) {
      nic.ipConfigurations().forEach(c -> nicByIpConfiguration.put(c.id(), nic));
    }
  }

  /** Everybody in these pools. A NIC that no VM holds is nobody. */
  Everybody of(Collection<BackendPool> pools) {
    Everybody everybody = new Everybody(new HashSet<>(), new HashSet<>());
    for (BackendPool pool : pools) {
      for (ResourceId id : pool.ipConfigurations()) {
        NetworkInterface nic = nicByIpConfiguration.get(id);
        add(nic == null ? List.of() : List.of(nic), id.toString(), everybody);
      }
      pool.addresses().forEach(member -> add(at(member), member.address().toString(), everybody));
    }
    return everybody;
  }

  private static void add(List<NetworkInterface> nics, String member, Everybody everybody) {
    if (nics.size() == 1) {
      nics.getFirst().virtualMachine().ifPresent(everybody.machines()::add);
    } else {
      everybody.strangers().add(member);
    }
  }

  private List<NetworkInterface> at(PoolAddress member) {
    List<NetworkInterface> found = new ArrayList<>();
    for (NetworkInterface nic : nics) {
      if (nic.ipConfigurations().stream().anyMatch(c -> isAt(c, member))) {
        found.add(nic);
      }
    }
    return found;
  }

  private static boolean isAt(IpConfiguration configuration, PoolAddress member) {
    return configuration.address().filter(member.address()::equals).isPresent()
        && member
            .virtualNetwork()
            .map(network -> configuration.subnet().parent().filter(network::equals).isPresent())
            .orElse(true);
  }
}
