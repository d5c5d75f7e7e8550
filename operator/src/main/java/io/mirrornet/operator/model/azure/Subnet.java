package io.mirrornet.operator.model.azure;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.util.Optional;

/**
 * A subnet.
 *
 * @param usedAddresses how many addresses resources hold; Azure's own five not counted
 * @param securityGroup the NSG on the subnet, if any
 */
public record Subnet(
    ResourceId id, Ipv4Prefix prefix, int usedAddresses, Optional<ResourceId> securityGroup) {

  /** Azure keeps the first four addresses and the last one of each subnet. */
  public static final int RESERVED_ADDRESSES = 5;

  /** The virtual network that it is part of. */
  public ResourceId virtualNetwork() {
    return id.parent().orElseThrow();
  }

  /** The gateway: the first usable address (Azure virtual network FAQ). */
  public Ipv4Address gateway() {
    return prefix.network().plus(1);
  }

  /** Whether no address is left. */
  public boolean isFull() {
    long size = 1L << (32 - prefix.length());
    return usedAddresses >= size - RESERVED_ADDRESSES;
  }
}
