package io.mirrornet.lab.fabric;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;

/**
 * A subnet of the virtual network. All subnets reach one another through the fabric.
 *
 * @param name as in ARM
 * @param prefix its addresses
 */
public record Subnet(String name, Ipv4Prefix prefix) {

  /** The first address after the network's own, where Azure puts the gateway of every subnet. */
  public Ipv4Address gateway() {
    return prefix.network().plus(1);
  }
}
