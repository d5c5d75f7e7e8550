package io.mirrornet.operator.model.azure;

import io.mirrornet.net.MacAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network interface.
 *
 * @param mac given by Azure when a VM first starts with it
 * @param securityGroup the NSG on the NIC itself, if any
 * @param virtualMachine the VM that it is attached to, if any
 * @param etag changes with each write to the document
 */
public record NetworkInterface(
    ResourceId id,
    String location,
    Optional<MacAddress> mac,
    List<IpConfiguration> ipConfigurations,
    Optional<ResourceId> securityGroup,
    List<ResourceId> applicationSecurityGroups,
    boolean acceleratedNetworking,
    Optional<ResourceId> virtualMachine,
    Map<String, String> tags,
    ProvisioningState provisioningState,
    Optional<String> etag) {

  public NetworkInterface {
    ipConfigurations = List.copyOf(ipConfigurations);
    applicationSecurityGroups = List.copyOf(applicationSecurityGroups);
    tags = Map.copyOf(tags);
  }

  /** The IP configuration that is primary; a NIC always has one. */
  public Optional<IpConfiguration> primaryIpConfiguration() {
    return ipConfigurations.size() == 1
        ? Optional.of(ipConfigurations.getFirst())
        : ipConfigurations.stream().filter(IpConfiguration::primary).findFirst();
  }
}
