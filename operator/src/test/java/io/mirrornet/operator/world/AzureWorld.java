package io.mirrornet.operator.world;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.MacAddress;
import io.mirrornet.operator.model.azure.IpConfiguration;
import io.mirrornet.operator.model.azure.LoadBalancer;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.NicReference;
import io.mirrornet.operator.model.azure.NicReference.DeleteOption;
import io.mirrornet.operator.model.azure.ProvisioningState;
import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.azure.VirtualMachine.OperatingSystem;
import io.mirrornet.operator.plan.provision.Provisioning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One resource group with VMs of one NIC each, and load balancers in front of them. */
public final class AzureWorld {

  /** The resource group that everything is in. */
  public static final ResourceGroup GROUP = new ResourceGroup("s1", "rg-hs");

  /** The virtual network of all subnets. */
  public static final ResourceId NETWORK =
      ResourceId.of(GROUP, "Microsoft.Network/virtualNetworks", "hub");

  private final Map<ResourceId, VirtualMachine> virtualMachines = new LinkedHashMap<>();
  private final Map<ResourceId, NetworkInterface> nics = new LinkedHashMap<>();
  private final Map<ResourceId, LoadBalancer> loadBalancers = new LinkedHashMap<>();

  /** A VM with one NIC in subnet {@code hs}. */
  public AzureWorld virtualMachine(String name, String address) {
    ResourceId id = ResourceId.of(GROUP, "Microsoft.Compute/virtualMachines", name);
    ResourceId nicId = ResourceId.of(GROUP, "Microsoft.Network/networkInterfaces", name + "-nic");
    IpConfiguration configuration =
        new IpConfiguration(
            nicId.child("ipConfigurations", "ipconfig1"),
            true,
            Optional.of(Ipv4Address.parse(address)),
            NETWORK.child("subnets", "hs"),
            Optional.empty(),
            List.of());
    nics.put(
        nicId,
        new NetworkInterface(
            nicId,
            "westeurope",
            Optional.empty(),
            List.of(configuration),
            Optional.empty(),
            List.of(),
            false,
            Optional.of(id),
            Map.of(),
            ProvisioningState.SUCCEEDED,
            Optional.of("W/\"1\"")));
    virtualMachines.put(
        id,
        new VirtualMachine(
            id,
            vmId(name),
            "westeurope",
            Optional.empty(),
            "Standard_E8s_v5",
            OperatingSystem.LINUX,
            Optional.empty(),
            Optional.empty(),
            false,
            List.of(new NicReference(nicId, true, DeleteOption.UNSET)),
            Map.of(),
            ProvisioningState.SUCCEEDED,
            Optional.of("\"1\"")));
    return this;
  }

  /** A load balancer. */
  public AzureWorld loadBalancer(LoadBalancerBuilder loadBalancer) {
    LoadBalancer built = loadBalancer.build();
    loadBalancers.put(built.id(), built);
    return this;
  }

  /** The second NIC of a VM, made by the installation {@code test}, attached or not. */
  public AzureWorld secondNic(String host, String address, boolean attached) {
    VirtualMachine vm = vm(host);
    ResourceId nicId = Provisioning.interfaceId(vm);
    nics.put(
        nicId,
        new NetworkInterface(
            nicId,
            vm.location(),
            Optional.of(new MacAddress(0x000d3a000000L + host.hashCode() % 0x1000)),
            List.of(
                new IpConfiguration(
                    nicId.child("ipConfigurations", "primary"),
                    true,
                    Optional.of(Ipv4Address.parse(address)),
                    NETWORK.child("subnets", "hs"),
                    Optional.empty(),
                    List.of())),
            Optional.empty(),
            List.of(),
            false,
            attached ? Optional.of(vm.id()) : Optional.empty(),
            Map.of("mirrornet-installation", "test", "mirrornet-vm-id", vm.vmId().toString()),
            ProvisioningState.SUCCEEDED,
            Optional.of("W/\"1\"")));
    if (attached && !vm.holds(nicId)) {
      attach(vm, new NicReference(nicId, false, DeleteOption.DETACH));
    }
    return this;
  }

  /** The last write to the VM's second NIC has failed. */
  public AzureWorld brokenSecondNic(String host) {
    nics.computeIfPresent(
        Provisioning.interfaceId(vm(host)),
        (_, nic) ->
            new NetworkInterface(
                nic.id(),
                nic.location(),
                nic.mac(),
                nic.ipConfigurations(),
                nic.securityGroup(),
                nic.applicationSecurityGroups(),
                nic.acceleratedNetworking(),
                nic.virtualMachine(),
                nic.tags(),
                ProvisioningState.FAILED,
                Optional.of("W/\"2\"")));
    return this;
  }

  /** The VM's primary NIC has a public address. */
  public AzureWorld publicAddress(String host, ResourceId address) {
    nics.computeIfPresent(
        vm(host).nics().getFirst().id(),
        (_, nic) -> {
          IpConfiguration old = nic.ipConfigurations().getFirst();
          return new NetworkInterface(
              nic.id(),
              nic.location(),
              nic.mac(),
              List.of(
                  new IpConfiguration(
                      old.id(),
                      old.primary(),
                      old.address(),
                      old.subnet(),
                      Optional.of(address),
                      old.pools())),
              nic.securityGroup(),
              nic.applicationSecurityGroups(),
              nic.acceleratedNetworking(),
              nic.virtualMachine(),
              nic.tags(),
              nic.provisioningState(),
              nic.etag());
        });
    return this;
  }

  /** Somebody else has put a NIC of theirs into the VM's list. */
  public AzureWorld foreignNic(String host) {
    VirtualMachine vm = vm(host);
    ResourceId nicId = ResourceId.of(GROUP, "Microsoft.Network/networkInterfaces", host + "-other");
    attach(vm, new NicReference(nicId, false, DeleteOption.DELETE));
    return this;
  }

  private void attach(VirtualMachine vm, NicReference nic) {
    List<NicReference> all = new ArrayList<>(vm.nics());
    all.add(nic);
    virtualMachines.put(
        vm.id(),
        new VirtualMachine(
            vm.id(),
            vm.vmId(),
            vm.location(),
            vm.zone(),
            vm.size(),
            vm.operatingSystem(),
            vm.scaleSet(),
            vm.managedBy(),
            vm.ephemeralOsDisk(),
            all,
            vm.tags(),
            vm.provisioningState(),
            Optional.of("\"%d\"".formatted(all.size()))));
  }

  /** ARM shows no load balancer any more. */
  public AzureWorld removeLoadBalancers() {
    loadBalancers.clear();
    return this;
  }

  /** What vmId the VM of this name has. */
  public static UUID vmId(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** The VM of this name. */
  public VirtualMachine vm(String name) {
    return Optional.ofNullable(
            virtualMachines.get(ResourceId.of(GROUP, "Microsoft.Compute/virtualMachines", name)))
        .orElseThrow();
  }

  /** All VMs by id. */
  public Map<ResourceId, VirtualMachine> virtualMachines() {
    return virtualMachines;
  }

  /** All NICs by id. */
  public Map<ResourceId, NetworkInterface> nics() {
    return nics;
  }

  /** All load balancers. */
  public Collection<LoadBalancer> loadBalancers() {
    return loadBalancers.values();
  }
}
