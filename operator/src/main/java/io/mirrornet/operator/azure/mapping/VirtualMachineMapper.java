package io.mirrornet.operator.azure.mapping;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.models.DeleteOptions;
import com.azure.resourcemanager.compute.models.DiffDiskOptions;
import com.azure.resourcemanager.compute.models.NetworkInterfaceReference;
import com.azure.resourcemanager.compute.models.OSDisk;
import com.azure.resourcemanager.compute.models.OperatingSystemTypes;
import io.mirrornet.operator.model.azure.NicReference;
import io.mirrornet.operator.model.azure.NicReference.DeleteOption;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.azure.VirtualMachine.OperatingSystem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code Microsoft.Compute/virtualMachines}. */
public final class VirtualMachineMapper {

  private VirtualMachineMapper() {}

  /**
   * The VM of a document.
   *
   * @throws MalformedDocumentException without an id or a vmId
   */
  public static VirtualMachine map(VirtualMachineInner vm) {
    ResourceId id = References.own(vm.id(), "virtual machine");
    Optional<ResourceId> scaleSet = References.id(vm.virtualMachineScaleSet());
    return new VirtualMachine(
        id,
        vmId(id, vm.vmId()),
        Optional.ofNullable(vm.location()).orElse(""),
        References.each(vm.zones()).findFirst(),
        size(vm),
        operatingSystem(vm),
        scaleSet,
        managedBy(vm, scaleSet),
        isEphemeral(vm),
        nics(id, vm),
        Optional.ofNullable(vm.tags()).orElse(Map.of()),
        ProvisioningStates.of(vm.provisioningState()),
        Optional.ofNullable(vm.etag()));
  }

  private static UUID vmId(ResourceId id, @Nullable String vmId) {
    try {
      return UUID.fromString(Optional.ofNullable(vmId).orElse(""));
    } catch (IllegalArgumentException _) {
      throw new MalformedDocumentException(id.toString(), "vmId");
    }
  }

  private static String size(VirtualMachineInner vm) {
    return Optional.ofNullable(vm.hardwareProfile())
        .flatMap(hardware -> Optional.ofNullable(hardware.vmSize()))
        .map(Object::toString)
        .orElse("");
  }

  /** Where Azure does not say, it is not taken for Linux: that a VM is refused harms nobody. */
  private static OperatingSystem operatingSystem(VirtualMachineInner vm) {
    return osDisk(vm)
        .flatMap(disk -> Optional.ofNullable(disk.osType()))
        .filter(OperatingSystemTypes.LINUX::equals)
        .map(_ -> OperatingSystem.LINUX)
        .orElse(OperatingSystem.WINDOWS);
  }

  private static boolean isEphemeral(VirtualMachineInner vm) {
    return osDisk(vm)
        .flatMap(disk -> Optional.ofNullable(disk.diffDiskSettings()))
        .filter(settings -> DiffDiskOptions.LOCAL.equals(settings.option()))
        .isPresent();
  }

  private static Optional<OSDisk> osDisk(VirtualMachineInner vm) {
    return Optional.ofNullable(vm.storageProfile())
        .flatMap(storage -> Optional.ofNullable(storage.osDisk()));
  }

  /**
   * A flexible scale set stands in {@code managedBy} of its VMs too (Compute 2025-04-01); it
   * manages their number, not their NICs.
   */
  private static Optional<String> managedBy(VirtualMachineInner vm, Optional<ResourceId> scaleSet) {
    return Optional.ofNullable(vm.managedBy())
        .filter(manager -> !manager.isBlank())
        .filter(manager ->
            References.id(manager).isEmpty() || !References.id(manager).equals(scaleSet));
  }

  private static List<NicReference> nics(ResourceId vm, VirtualMachineInner document) {
    return Optional.ofNullable(document.networkProfile()).stream()
        .flatMap(profile -> References.each(profile.networkInterfaces()))
        .map(reference -> nic(vm, reference))
        .toList();
  }

  /** A reference that cannot be read would be lost when the list is replaced: none is skipped. */
  private static NicReference nic(ResourceId vm, NetworkInterfaceReference reference) {
    return new NicReference(
        References.id(reference.id())
            .orElseThrow(
                () -> new MalformedDocumentException(vm.toString(), "id of a network interface")),
        Boolean.TRUE.equals(reference.primary()),
        deleteOption(reference.deleteOption()));
  }

  private static DeleteOption deleteOption(@Nullable DeleteOptions option) {
    if (option == null) {
      return DeleteOption.UNSET;
    }
    return DeleteOptions.DELETE.equals(option) ? DeleteOption.DELETE : DeleteOption.DETACH;
  }
}
