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

  /** An observer without memory. */
  public AzureObserver(Cloud cloud, Freshness freshness) {
    virtualMachineLists = new ReadingCache<>(cloud::virtualMachines, freshness.documents());
    nicLists = new ReadingCache<>(cloud::networkInterfaces, freshness.documents());
    loadBalancerLists = new ReadingCache<>(cloud::loadBalancers, freshness.documents());
    sizeLists =
        new ReadingCache<>(
            location -> cloud.vmSizes(location.subscription(), location.name()), freshness.sizes());
    virtualMachines = new ReadingCache<>(cloud::virtualMachine, freshness.documents());
    nics = new ReadingCache<>(cloud::networkInterface, freshness.documents());
    loadBalancers = new ReadingCache<>(cloud::loadBalancer, freshness.documents());
    subnets = new ReadingCache<>(cloud::subnet, freshness.documents());
    publicAddresses = new ReadingCache<>(cloud::publicAddress, freshness.documents());
    powerStates = new ReadingCache<>(cloud::powerState, freshness.powerStates());
    permissions = new ReadingCache<>(cloud::permissions, freshness.documents());
  }

  /** What Azure shows of the things that are asked for, and of what they lead to. */
  public Inventory look(AzureInterest interest, Instant now) {
    InventoryBuilder look = new InventoryBuilder(now);
    for (ResourceGroup group : interest.groups()) {
      look.addAll(group, virtualMachineLists.get(group, now), look::virtualMachine);
      look.addAll(group, nicLists.get(group, now), look::nic);
      look.addAll(group, loadBalancerLists.get(group, now), look::loadBalancer);
    }
    for (ResourceId id : interest.virtualMachines()) {
      if (!look.hasVirtualMachine(id)) {
        look.add(id, virtualMachines.get(id, now), look::virtualMachine);
      }
    }
    for (ResourceId id : interest.subnets()) {
      look.add(id, subnets.get(id, now), look::subnet);
    }
    for (ResourceId id : interest.loadBalancers()) {
      if (!look.hasLoadBalancer(id)) {
        look.add(id, loadBalancers.get(id, now), look::loadBalancer);
      }
    }
    for (VirtualMachine vm : look.virtualMachines()) {
      follow(vm, look, now);
    }
    for (ResourceId id : interest.powerOf()) {
      look.add(id, powerStates.get(id, now), state -> look.powerState(id, state));
    }
    for (ResourceId id : interest.permissionsOn()) {
      look.add(id, permissions.get(id, now), granted -> look.permissions(id, granted));
    }
    return look.build();
  }

  /** We have changed something about the VM: the next look asks again. */
  public void expire(ResourceId virtualMachine, Instant now) {
    virtualMachineLists.expire(virtualMachine.resourceGroup(), now);
    nicLists.expire(virtualMachine.resourceGroup(), now);
    virtualMachines.expire(virtualMachine, now);
    powerStates.expire(virtualMachine, now);
  }

  private void follow(VirtualMachine vm, InventoryBuilder look, Instant now) {
    for (NicReference reference : vm.nics()) {
      if (!look.hasNic(reference.id())) {
        look.add(reference.id(), nics.get(reference.id(), now), look::nic);
      }
      look.nic(reference.id()).stream()
          .flatMap(nic -> nic.ipConfigurations().stream())
          .forEach(configuration -> follow(configuration, look, now));
    }
    SizeName size = SizeName.of(vm);
    Location location = new Location(size.subscription(), size.location());
    look.addTimeless(location, sizeLists.get(location, now), sizes -> sizes.forEach(look::vmSize));
  }

  private void follow(IpConfiguration configuration, InventoryBuilder look, Instant now) {
    if (!look.hasSubnet(configuration.subnet())) {
      look.add(configuration.subnet(), subnets.get(configuration.subnet(), now), look::subnet);
    }
    configuration
        .publicAddress()
        .ifPresent(id -> look.add(id, publicAddresses.get(id, now), look::publicAddress));
  }
}
