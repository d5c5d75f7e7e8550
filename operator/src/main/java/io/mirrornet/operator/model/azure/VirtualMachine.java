package io.mirrornet.operator.model.azure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A virtual machine, without its power state, which lists do not carry.
 *
 * @param vmId what Azure made it with: another VM of the same name has another
 * @param zone the availability zone, if it is in one
 * @param size as {@code Standard_E8s_v5}
 * @param scaleSet the scale set with flexible orchestration that it belongs to, if any
 * @param managedBy the resource that manages it, if Azure says so
 * @param ephemeralOsDisk its OS disk is local to the host: the VM cannot be deallocated
 * @param nics in the order of the network profile
 * @param etag of the whole document, for {@code If-Match}
 */
public record VirtualMachine(
    ResourceId id,
    UUID vmId,
    String location,
    Optional<String> zone,
    String size,
    OperatingSystem operatingSystem,
    Optional<ResourceId> scaleSet,
    Optional<String> managedBy,
    boolean ephemeralOsDisk,
    List<NicReference> nics,
    Map<String, String> tags,
    ProvisioningState provisioningState,
    Optional<String> etag) {

  /** {@code storageProfile.osDisk.osType}. */
  public enum OperatingSystem {
    LINUX,
    WINDOWS
  }

  public VirtualMachine {
    nics = List.copyOf(nics);
    tags = Map.copyOf(tags);
  }

  /**
   * The NIC that the VM calls primary; with a single one it is that one, whatever its flag says.
   */
  public Optional<NicReference> primaryNic() {
    return nics.size() == 1
        ? Optional.of(nics.getFirst())
        : nics.stream().filter(NicReference::primary).findFirst();
  }

  /** Whether the NIC is in the network profile. */
  public boolean holds(ResourceId nic) {
    return nics.stream().anyMatch(reference -> reference.id().equals(nic));
  }
}
