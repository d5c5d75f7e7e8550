package io.mirrornet.lab.fabric;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.MacAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network interface of a virtual machine, as the fabric sees it.
 *
 * @param name as in ARM
 * @param macAddress what the guest finds it by
 * @param privateIpAddress the address of the primary ipConfiguration, which DHCP hands out
 * @param secondaryAddresses the addresses of its other ipConfigurations, for example those of pods;
 *     the guest has to know about them itself
 * @param subnet where all of its addresses come from
 */
public record NetworkInterface(
    String name,
    MacAddress macAddress,
    Ipv4Address privateIpAddress,
    List<Ipv4Address> secondaryAddresses,
    Subnet subnet) {

  /**
   * @throws IllegalArgumentException if an address lies outside the subnet
   */
  public NetworkInterface {
    secondaryAddresses = List.copyOf(secondaryAddresses);
    for (Ipv4Address address : concat(privateIpAddress, secondaryAddresses)) {
      if (!subnet.prefix().contains(address)) {
        throw new IllegalArgumentException(
            "%s: %s is not in subnet %s, which is %s"
                .formatted(name, address, subnet.name(), subnet.prefix()));
      }
    }
  }

  /** Every address that it may send from, and that the fabric delivers to it. */
  public List<Ipv4Address> addresses() {
    return concat(privateIpAddress, secondaryAddresses);
  }

  private static List<Ipv4Address> concat(Ipv4Address first, List<Ipv4Address> others) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }
}
