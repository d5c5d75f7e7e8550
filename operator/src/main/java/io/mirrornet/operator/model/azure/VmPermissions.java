package io.mirrornet.operator.model.azure;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the operator's identity may do with a VM or one of its NICs, of what a disruption needs.
 *
 * @param missing actions that a disruption needs and that are not granted, as {@code
 *     Microsoft.Compute/virtualMachines/start/action}
 */
public record VmPermissions(List<String> missing) {

  /** What is needed from the moment when a VM is taken down until it runs again. */
  public static final Set<String> NEEDED =
      Set.of(
          "Microsoft.Compute/virtualMachines/read",
          "Microsoft.Compute/virtualMachines/write",
          "Microsoft.Compute/virtualMachines/deallocate/action",
          "Microsoft.Compute/virtualMachines/start/action");

  /** Azure asks it on each NIC of a VM whose list is written, those that it has already too. */
  public static final String JOIN = "Microsoft.Network/networkInterfaces/join/action";

  /** What is needed on a VM, or on a NIC. */
  public static Set<String> needed(ResourceId resource) {
    return resource.isOfType("Microsoft.Network/networkInterfaces") ? Set.of(JOIN) : NEEDED;
  }

  public VmPermissions {
    missing = List.copyOf(new TreeSet<>(missing));
  }
}
