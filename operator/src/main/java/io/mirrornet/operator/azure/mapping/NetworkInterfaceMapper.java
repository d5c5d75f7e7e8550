package io.mirrornet.operator.azure.mapping;

import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceIpConfigurationInner;
import io.mirrornet.net.MacAddress;
import io.mirrornet.operator.model.azure.IpConfiguration;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code Microsoft.Network/networkInterfaces}. */
public final class NetworkInterfaceMapper {

  private NetworkInterfaceMapper() {}

  /**
   * The NIC of a document.
   *
   * @throws MalformedDocumentException without an id
   */
  public static NetworkInterface map(NetworkInterfaceInner nic) {
    return new NetworkInterface(
        References.own(nic.id(), "network interface"),
        Optional.ofNullable(nic.location()).orElse(""),
        Optional.ofNullable(nic.macAddress()).flatMap(MacAddress::tryParse),
        References.each(nic.ipConfigurations())
            .flatMap(configuration -> ipConfiguration(configuration).stream())
            .toList(),
        Optional.ofNullable(nic.networkSecurityGroup()).flatMap(group -> References.id(group.id())),
        applicationSecurityGroups(nic),
        Boolean.TRUE.equals(nic.enableAcceleratedNetworking()),
        References.id(nic.virtualMachine()),
        Optional.ofNullable(nic.tags()).orElse(Map.of()),
        ProvisioningStates.of(nic.provisioningState()),
        Optional.ofNullable(nic.etag()));
  }

  /** Without a subnet it is none that a load balancer could lead to. */
  private static Optional<IpConfiguration> ipConfiguration(
      NetworkInterfaceIpConfigurationInner configuration) {
    Optional<ResourceId> id = References.id(configuration.id());
    return References.id(configuration.subnet())
        .flatMap(subnet -> id.map(own -> ipConfiguration(configuration, own, subnet)));
  }

  private static IpConfiguration ipConfiguration(
      NetworkInterfaceIpConfigurationInner configuration, ResourceId id, ResourceId subnet) {
    return new IpConfiguration(
        id,
        Boolean.TRUE.equals(configuration.primary()),
        References.ipv4(configuration.privateIpAddress()),
        subnet,
        Optional.ofNullable(configuration.publicIpAddress())
            .flatMap(address -> References.id(address.id())),
        References.each(configuration.loadBalancerBackendAddressPools())
            .flatMap(pool -> References.id(pool).stream())
            .toList());
  }

  /** ARM has them on each IP configuration; they count for the whole NIC. */
  private static List<ResourceId> applicationSecurityGroups(NetworkInterfaceInner nic) {
    return References.each(nic.ipConfigurations())
        .flatMap(configuration -> References.each(configuration.applicationSecurityGroups()))
        .flatMap(group -> References.id(group.id()).stream())
        .distinct()
        .toList();
  }
}
