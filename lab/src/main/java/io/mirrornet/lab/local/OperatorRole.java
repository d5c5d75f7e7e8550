package io.mirrornet.lab.local;

import java.util.List;

/**
 * What the operator's identity may do in Azure, as a custom role lists it: nothing more than the
 * product asks for.
 */
final class OperatorRole {

  /** In each resource group with hosts, load balancers or their network. */
  static final List<String> IN_RESOURCE_GROUPS =
      List.of(
          "Microsoft.Authorization/permissions/read",
          "Microsoft.Resources/subscriptions/resourceGroups/read",
          "Microsoft.Compute/virtualMachines/read",
          "Microsoft.Compute/virtualMachines/instanceView/read",
          "Microsoft.Compute/virtualMachines/write",
          "Microsoft.Compute/virtualMachines/deallocate/action",
          "Microsoft.Compute/virtualMachines/start/action",
          "Microsoft.Network/networkInterfaces/read",
          "Microsoft.Network/networkInterfaces/write",
          "Microsoft.Network/networkInterfaces/delete",
          "Microsoft.Network/networkInterfaces/join/action",
          "Microsoft.Network/loadBalancers/read",
          "Microsoft.Network/virtualNetworks/read",
          "Microsoft.Network/virtualNetworks/subnets/read",
          "Microsoft.Network/virtualNetworks/subnets/join/action",
          "Microsoft.Network/networkSecurityGroups/read",
          "Microsoft.Network/networkSecurityGroups/join/action",
          "Microsoft.Network/applicationSecurityGroups/read",
          "Microsoft.Network/applicationSecurityGroups/joinIpConfiguration/action",
          "Microsoft.Network/publicIPAddresses/read");

  /** In the subscription. */
  static final List<String> IN_SUBSCRIPTION = List.of("Microsoft.Compute/skus/read");

  private OperatorRole() {}
}
