package io.mirrornet.operator.model.azure;

import io.mirrornet.net.Ipv4Address;
import java.util.List;
import java.util.Optional;

/**
 * An IP configuration of a NIC.
 *
 * @param address the private address; absent until Azure has given one, or if it is IPv6
 * @param publicAddress the public IP resource bound to it, if any
 * @param pools the backend pools that hold it, by membership of the NIC
 */
public record IpConfiguration(
    ResourceId id,
    boolean primary,
    Optional<Ipv4Address> address,
    ResourceId subnet,
    Optional<ResourceId> publicAddress,
    List<ResourceId> pools) {

  public IpConfiguration {
    pools = List.copyOf(pools);
  }
}
