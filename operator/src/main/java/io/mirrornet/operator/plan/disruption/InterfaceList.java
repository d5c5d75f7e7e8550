package io.mirrornet.operator.plan.disruption;

import io.mirrornet.operator.model.azure.NicReference;
import io.mirrornet.operator.model.azure.NicReference.DeleteOption;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VirtualMachine;
import java.util.List;
import java.util.stream.Stream;

/** The list of NICs that a VM is to have. */
public final class InterfaceList {

  private InterfaceList() {}

  /** All that the VM has, in their order and as they are, and the new one at the end. */
  public static List<NicReference> with(VirtualMachine vm, ResourceId added) {
    // With several NICs each reference has to say whether it is primary.
    Stream<NicReference> kept =
        vm.nics().stream()
            .map(nic ->
                new NicReference(
                    nic.id(), nic.primary() || vm.nics().size() == 1, nic.deleteOption()));
    return Stream.concat(kept, Stream.of(new NicReference(added, false, DeleteOption.DETACH)))
        .toList();
  }
}
