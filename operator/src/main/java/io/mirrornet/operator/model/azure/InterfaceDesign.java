package io.mirrornet.operator.model.azure;

import io.mirrornet.net.Ipv4Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A NIC that is to be created.
 *
 * @param address the private address it is to have; Azure chooses one if empty
 */
public record InterfaceDesign(
    ResourceId id,
    String location,
    ResourceId subnet,
    Optional<Ipv4Address> address,
    Optional<ResourceId> securityGroup,
    List<ResourceId> applicationSecurityGroups,
    boolean acceleratedNetworking,
    Map<String, String> tags) {

  public InterfaceDesign {
    applicationSecurityGroups = List.copyOf(applicationSecurityGroups);
    tags = Map.copyOf(tags);
  }
}
