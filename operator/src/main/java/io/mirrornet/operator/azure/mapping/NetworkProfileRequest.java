package io.mirrornet.operator.azure.mapping;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineUpdateInner;
import com.azure.resourcemanager.compute.models.DeleteOptions;
import com.azure.resourcemanager.compute.models.NetworkInterfaceReference;
import com.azure.resourcemanager.compute.models.NetworkProfile;
import io.mirrornet.operator.model.azure.NicReference;
import java.util.List;

/** The body of the PATCH that replaces the list of NICs of a VM. */
public final class NetworkProfileRequest {

  private NetworkProfileRequest() {}

  /**
   * The list and nothing else: a PATCH that named disks or identities would need permissions on
   * them. {@code primary} is always said, since a list of more than one needs it.
   */
  public static VirtualMachineUpdateInner of(List<NicReference> nics) {
    return new VirtualMachineUpdateInner()
        .withNetworkProfile(
            new NetworkProfile()
                .withNetworkInterfaces(
                    nics.stream().map(NetworkProfileRequest::reference).toList()));
  }

  private static NetworkInterfaceReference reference(NicReference nic) {
    NetworkInterfaceReference reference =
        new NetworkInterfaceReference().withPrimary(nic.primary());
    reference.withId(nic.id().toString());
    return switch (nic.deleteOption()) {
      case DELETE -> reference.withDeleteOption(DeleteOptions.DELETE);
      case DETACH -> reference.withDeleteOption(DeleteOptions.DETACH);
      case UNSET -> reference;
    };
  }
}
