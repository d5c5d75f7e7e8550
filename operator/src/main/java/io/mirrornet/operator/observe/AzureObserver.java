package io.mirrornet.operator.observe;

import io.mirrornet.operator.model.azure.Inventory;
import io.mirrornet.operator.model.azure.IpConfiguration;
import io.mirrornet.operator.model.azure.LoadBalancer;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.NicReference;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.model.azure.PublicAddress;
import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.SizeName;
import io.mirrornet.operator.model.azure.Subnet;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.azure.VmPermissions;
import io.mirrornet.operator.model.azure.VmSize;
import io.mirrornet.operator.port.Cloud;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Looks at Azure for the whole fleet: each list once for all networks, from memory while it is
 * fresh. One thread at a time.
 */
public final class AzureObserver {

  private record Location(String subscription, String name) {

    @Override
    public String toString() {
      return Inventory.sizesOf(subscription, name);
    }
  }

  private final ReadingCache<ResourceGroup, List<VirtualMachine>> virtualMachineLists;
  private final ReadingCache<ResourceGroup, List<NetworkInterface>> nicLists;
  private final ReadingCache<ResourceGroup, List<LoadBalancer>> loadBalancerLists;
  private final ReadingCache<Location, List<VmSize>> sizeLists;
  private final ReadingCache<ResourceId, VirtualMachine> virtualMachines;
  private final ReadingCache<ResourceId, NetworkInterface> nics;
  private final ReadingCache<ResourceId, LoadBalancer> loadBalancers;
  private final ReadingCache<ResourceId, Subnet> subnets;
  private final ReadingCache<ResourceId, PublicAddress> publicAddresses;
  private final ReadingCache<ResourceId, PowerState> powerStates;
  private final ReadingCache<ResourceId, VmPermissions> permissions;

  private final InstantSource clock;

  /** An observer without memory. */
  public AzureObserver(Cloud cloud, Freshness freshness, InstantSource clock) {
    this.clock = clock;
    virtualMachineLists =
        new ReadingCache<>(ResourceProvider.COMPUTE, cloud::virtualMachines, freshness.documents());
    nicLists =
        new ReadingCache<>(
            ResourceProvider.NETWORK, cloud::networkInterfaces, freshness.documents());
    loadBalancerLists =
        new ReadingCache<>(ResourceProvider.NETWORK, cloud::loadBalancers, freshness.documents());
    sizeLists =
        new ReadingCache<>(
            ResourceProvider.COMPUTE,
            location -> cloud.vmSizes(location.subscription(), location.name()),
            freshness.sizes());
    virtualMachines =
        new ReadingCache<>(ResourceProvider.COMPUTE, cloud::virtualMachine, freshness.documents());
    nics =
        new ReadingCache<>(
            ResourceProvider.NETWORK, cloud::networkInterface, freshness.documents());
    loadBalancers =
        new ReadingCache<>(ResourceProvider.NETWORK, cloud::loadBalancer, freshness.documents());
    subnets = new ReadingCache<>(ResourceProvider.NETWORK, cloud::subnet, freshness.documents());
    publicAddresses =
        new ReadingCache<>(ResourceProvider.NETWORK, cloud::publicAddress, freshness.documents());
    powerStates =
        new ReadingCache<>(ResourceProvider.COMPUTE, cloud::powerState, freshness.powerStates());
    permissions =
        new ReadingCache<>(
            ResourceProvider.AUTHORIZATION, cloud::permissions, freshness.documents());
  }

  /**
   * What Azure shows of the things that are asked for, and of what they lead to. What machines with
   * a disruption need to be started comes first; what there was no time for is said to be unread.
   */
  public Inventory look(AzureInterest interest, Instant now) {
    LookBudget budget = new LookBudget(now, clock);
    InventoryBuilder look = new InventoryBuilder(now);
    for (ResourceId id : interest.powerOf()) {
      look.add(id, powerStates.get(id, budget), state -> look.powerState(id, state));
    }
    machines(interest, look, budget);
    for (ResourceId id : interest.permissionsOn()) {
      look.add(id, permissions.get(id, budget), granted -> look.permissions(id, granted));
    }
    networks(interest, look, budget);
    for (VirtualMachine vm : look.virtualMachines()) {
      follow(vm, look, budget);
    }
    return look.build();
  }

  private void machines(AzureInterest interest, InventoryBuilder look, LookBudget budget) {
    for (ResourceGroup group : interest.groups()) {
      look.addAll(group, virtualMachineLists.get(group, budget), look::virtualMachine);
    }
    for (ResourceId id : interest.virtualMachines()) {
      if (!look.hasVirtualMachine(id)) {
        look.add(id, virtualMachines.get(id, budget), look::virtualMachine);
      }
    }
  }

  private void networks(AzureInterest interest, InventoryBuilder look, LookBudget budget) {
    for (ResourceGroup group : interest.groups()) {
      look.addAll(group, nicLists.get(group, budget), look::nic);
      look.addAll(group, loadBalancerLists.get(group, budget), look::loadBalancer);
    }
    for (ResourceId id : interest.subnets()) {
      look.add(id, subnets.get(id, budget), look::subnet);
    }
    for (ResourceId id : interest.loadBalancers()) {
      if (!look.hasLoadBalancer(id)) {
        look.add(id, loadBalancers.get(id, budget), look::loadBalancer);
      }
    }
  }

  /** We have changed something about a VM or a NIC: the next look asks again. */
  public void expire(ResourceId resource, Instant now) {
    virtualMachineLists.expire(resource.resourceGroup(), now);
    nicLists.expire(resource.resourceGroup(), now);
    virtualMachines.expire(resource, now);
    nics.expire(resource, now);
    powerStates.expire(resource, now);
  }

  private void follow(VirtualMachine vm, InventoryBuilder look, LookBudget budget) {
    for (NicReference reference : vm.nics()) {
      if (!look.hasNic(reference.id())) {
        look.add(reference.id(), nics.get(reference.id(), budget), look::nic);
      }
      look.nic(reference.id()).stream()
          .flatMap(nic -> nic.ipConfigurations().stream())
          .forEach(configuration -> follow(configuration, look, budget));
    }
    SizeName size = SizeName.of(vm);
    Location location = new Location(size.subscription(), size.location());
    look.addTimeless(
        location, sizeLists.get(location, budget), sizes -> sizes.forEach(look::vmSize));
  }

  private void follow(IpConfiguration configuration, InventoryBuilder look, LookBudget budget) {
    if (!look.hasSubnet(configuration.subnet())) {
      look.add(configuration.subnet(), subnets.get(configuration.subnet(), budget), look::subnet);
    }
    configuration
        .publicAddress()
        .ifPresent(id -> look.add(id, publicAddresses.get(id, budget), look::publicAddress));
  }
}
