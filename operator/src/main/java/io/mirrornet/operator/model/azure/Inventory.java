package io.mirrornet.operator.model.azure;

import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One look at Azure: what was found, and what could not be read.
 *
 * <p>What a look does not show although it has read its resource group is not there, as far as one
 * witness can tell. What is removed needs two looks that agree.
 *
 * @param readAt when the oldest reading in it was made
 * @param unread what was asked for and could not be read now, by its path in ARM, with the reason;
 *     what was known of it before is still in the maps. Whoever draws a conclusion from an absence
 *     asks whether the resource group of what is absent was read
 * @param powerStates of the VMs that matter now
 * @param permissions on those VMs
 */
public record Inventory(
    Instant readAt,
    Map<String, Unread> unread,
    Map<ResourceId, VirtualMachine> virtualMachines,
    Map<ResourceId, NetworkInterface> nics,
    Map<ResourceId, LoadBalancer> loadBalancers,
    Map<ResourceId, Subnet> subnets,
    Map<ResourceId, PublicAddress> publicAddresses,
    Map<SizeName, VmSize> vmSizes,
    Map<ResourceId, PowerState> powerStates,
    Map<ResourceId, VmPermissions> permissions) {

  public Inventory {
    unread = Collections.unmodifiableSortedMap(new TreeMap<>(unread));
    virtualMachines = Map.copyOf(virtualMachines);
    nics = Map.copyOf(nics);
    loadBalancers = Map.copyOf(loadBalancers);
    subnets = Map.copyOf(subnets);
    publicAddresses = Map.copyOf(publicAddresses);
    vmSizes = Map.copyOf(vmSizes);
    powerStates = Map.copyOf(powerStates);
    permissions = Map.copyOf(permissions);
  }

  /** Whether everything that was asked for in this resource group was read. */
  public boolean isRead(ResourceGroup group) {
    return unreadIn(Set.of(group)).isEmpty();
  }

  /** What was asked for in these resource groups and could not be read, with the reason. */
  public SortedMap<String, Unread> unreadIn(Set<ResourceGroup> groups) {
    SortedMap<String, Unread> result = new TreeMap<>();
    unread.forEach((what, why) -> {
      if (groups.stream().anyMatch(group -> isIn(group, what))) {
        result.put(what, why);
      }
    });
    return result;
  }

  private static boolean isIn(ResourceGroup group, String what) {
    String path = what.toLowerCase(Locale.ROOT);
    String root = group.toString().toLowerCase(Locale.ROOT);
    return path.equals(root) || path.startsWith(root + "/");
  }

  /** What the sizes of a location are called among the things that were not read. */
  public static String sizesOf(String subscription, String location) {
    return "/subscriptions/%s/providers/Microsoft.Compute/skus in %s"
        .formatted(subscription, location);
  }

  /** Whether the sizes of the VM's location were asked for and could not be read. */
  public boolean sizesAreUnread(VirtualMachine vm) {
    SizeName size = SizeName.of(vm);
    return unread.containsKey(sizesOf(size.subscription(), size.location()));
  }

  /** The power state, {@link PowerState#UNKNOWN} where it was not asked for or not told. */
  public PowerState powerState(ResourceId virtualMachine) {
    return powerStates.getOrDefault(virtualMachine, PowerState.UNKNOWN);
  }

  /** The VM, if this look shows it. */
  public Optional<VirtualMachine> virtualMachine(ResourceId id) {
    return Optional.ofNullable(virtualMachines.get(id));
  }

  /** The NIC, if this look shows it. */
  public Optional<NetworkInterface> nic(ResourceId id) {
    return Optional.ofNullable(nics.get(id));
  }

  /** The subnet, if this look shows it. */
  public Optional<Subnet> subnet(ResourceId id) {
    return Optional.ofNullable(subnets.get(id));
  }

  /** What we may do with the VM, if this look shows it. */
  public Optional<VmPermissions> permissions(ResourceId virtualMachine) {
    return Optional.ofNullable(permissions.get(virtualMachine));
  }

  /** Whether a public address is known to survive the deallocation of its VM. */
  public boolean keepsWhenDeallocated(ResourceId publicAddress) {
    return Optional.ofNullable(publicAddresses.get(publicAddress))
        .filter(PublicAddress::keptWhenDeallocated)
        .isPresent();
  }

  /** How many NICs the VM's size allows; empty if Azure does not say. */
  public OptionalInt maxNetworkInterfaces(VirtualMachine vm) {
    return Optional.ofNullable(vmSizes.get(SizeName.of(vm)))
        .map(VmSize::maxNetworkInterfaces)
        .orElse(OptionalInt.empty());
  }
}
