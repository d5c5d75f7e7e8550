package io.mirrornet.operator.observe;

import io.mirrornet.operator.model.azure.Inventory;
import io.mirrornet.operator.model.azure.LoadBalancer;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.model.azure.PublicAddress;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.SizeName;
import io.mirrornet.operator.model.azure.Subnet;
import io.mirrornet.operator.model.azure.Unread;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.azure.VmPermissions;
import io.mirrornet.operator.model.azure.VmSize;
import io.mirrornet.operator.observe.ReadingCache.Known;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts the readings of one look together. */
final class InventoryBuilder {

  private Instant readAt;
  private final Map<String, Unread> unread = new LinkedHashMap<>();
  private final Map<ResourceId, VirtualMachine> virtualMachines = new LinkedHashMap<>();
  private final Map<ResourceId, NetworkInterface> nics = new LinkedHashMap<>();
  private final Map<ResourceId, LoadBalancer> loadBalancers = new LinkedHashMap<>();
  private final Map<ResourceId, Subnet> subnets = new LinkedHashMap<>();
  private final Map<ResourceId, PublicAddress> publicAddresses = new LinkedHashMap<>();
  private final Map<SizeName, VmSize> vmSizes = new LinkedHashMap<>();
  private final Map<ResourceId, PowerState> powerStates = new LinkedHashMap<>();

  private final Map<ResourceId, VmPermissions> permissions = new LinkedHashMap<>();

  InventoryBuilder(Instant now) {
    this.readAt = now;
  }

  <V> void add(Object key, Known<V> known, Consumer<V> place) {
    addTimeless(key, known, place);
    if (known.error().isEmpty()) {
      known.readAt().filter(at -> at.isBefore(readAt)).ifPresent(at -> readAt = at);
    }
  }

  <V> void addAll(Object key, Known<List<V>> known, Consumer<V> place) {
    add(key, known, values -> values.forEach(place));
  }

  /** For what does not change with the fleet: its age is no age of the look. */
  <V> void addTimeless(Object key, Known<V> known, Consumer<V> place) {
    known.value().ifPresent(place);
    known
        .error()
        .ifPresent(error ->
            unread.put(key.toString(), new Unread(error.reason(), error.words(), known.readAt())));
  }

  void virtualMachine(VirtualMachine vm) {
    virtualMachines.put(vm.id(), vm);
  }

  void nic(NetworkInterface nic) {
    nics.put(nic.id(), nic);
  }

  void loadBalancer(LoadBalancer loadBalancer) {
    loadBalancers.put(loadBalancer.id(), loadBalancer);
  }

  void subnet(Subnet subnet) {
    subnets.put(subnet.id(), subnet);
  }

  void publicAddress(PublicAddress address) {
    publicAddresses.put(address.id(), address);
  }

  void vmSize(VmSize size) {
    vmSizes.put(size.name(), size);
  }

  void powerState(ResourceId virtualMachine, PowerState state) {
    powerStates.put(virtualMachine, state);
  }

  void permissions(ResourceId virtualMachine, VmPermissions granted) {
    permissions.put(virtualMachine, granted);
  }

  boolean hasVirtualMachine(ResourceId id) {
    return virtualMachines.containsKey(id);
  }

  boolean hasNic(ResourceId id) {
    return nics.containsKey(id);
  }

  boolean hasLoadBalancer(ResourceId id) {
    return loadBalancers.containsKey(id);
  }

  boolean hasSubnet(ResourceId id) {
    return subnets.containsKey(id);
  }

  Optional<NetworkInterface> nic(ResourceId id) {
    return Optional.ofNullable(nics.get(id));
  }

  List<VirtualMachine> virtualMachines() {
    return List.copyOf(virtualMachines.values());
  }

  Inventory build() {
    return new Inventory(
        readAt,
        unread,
        virtualMachines,
        nics,
        loadBalancers,
        subnets,
        publicAddresses,
        vmSizes,
        powerStates,
        permissions);
  }
}
