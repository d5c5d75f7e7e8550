package io.mirrornet.operator.azure.mapping;

import com.azure.resourcemanager.network.fluent.models.ApplicationSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceIpConfigurationInner;
import com.azure.resourcemanager.network.fluent.models.NetworkSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.models.IpAllocationMethod;
import com.azure.resourcemanager.network.models.IpVersion;
import io.mirrornet.operator.model.azure.InterfaceDesign;
import io.mirrornet.operator.model.azure.ResourceId;
import java.util.List;

/** The body of the PUT that creates a NIC. */
public final class InterfaceRequest {

  /** The name of its only IP configuration. */
  public static final String IP_CONFIGURATION = "primary";

  private InterfaceRequest() {}

  /** Everything that the design says, and nothing else. */
  public static NetworkInterfaceInner of(InterfaceDesign design) {
    NetworkInterfaceInner nic =
        new NetworkInterfaceInner()
            .withLocation(design.location())
            .withTags(design.tags())
            .withEnableAcceleratedNetworking(design.acceleratedNetworking())
            .withIpConfigurations(List.of(ipConfiguration(design)));
    design
        .securityGroup()
        .ifPresent(group ->
            nic.withNetworkSecurityGroup(new NetworkSecurityGroupInner().withId(group.toString())));
    return nic;
  }

  private static NetworkInterfaceIpConfigurationInner ipConfiguration(InterfaceDesign design) {
    NetworkInterfaceIpConfigurationInner configuration =
        new NetworkInterfaceIpConfigurationInner()
            .withName(IP_CONFIGURATION)
            .withPrimary(true)
            .withPrivateIpAddressVersion(IpVersion.IPV4)
            .withPrivateIpAllocationMethod(
                design.address().isPresent()
                    ? IpAllocationMethod.STATIC
                    : IpAllocationMethod.DYNAMIC)
            .withSubnet(new SubnetInner().withId(design.subnet().toString()));
    design.address().ifPresent(address -> configuration.withPrivateIpAddress(address.toString()));
    if (!design.applicationSecurityGroups().isEmpty()) {
      configuration.withApplicationSecurityGroups(
          design.applicationSecurityGroups().stream().map(InterfaceRequest::reference).toList());
    }
    return configuration;
  }

  private static ApplicationSecurityGroupInner reference(ResourceId group) {
    return new ApplicationSecurityGroupInner().withId(group.toString());
  }
}
