package io.mirrornet.lab.cloud;

import java.util.List;
import java.util.Optional;

/**
 * A virtual machine as it really is at one moment, for whoever watches over a world; clients ask
 * over HTTP.
 *
 * @param id its resource id
 * @param vmId what its firmware tells the guest, and the guest its kubelet
 * @param power its true power state
 * @param interfaces its NICs in the order of the network profile
 * @param boots how often it was started
 */
public record Machine(
    ArmId id, String vmId, PowerState power, List<Interface> interfaces, int boots) {

  public Machine {
    interfaces = List.copyOf(interfaces);
  }

  /** The primary NIC. */
  public Optional<Interface> primary() {
    return interfaces.stream().filter(Interface::primary).findFirst();
  }

  /**
   * A NIC of a machine.
   *
   * @param id its resource id
   * @param primary whether it is the machine's primary NIC
   * @param deleteOption {@code Delete} or {@code Detach}; empty where the profile says nothing
   * @param mac as ARM writes it; empty before the first start with this NIC
   * @param addresses its private addresses, the primary configuration's first
   * @param subnetId the subnet of its primary configuration
   */
  public record Interface(
      ArmId id,
      boolean primary,
      Optional<String> deleteOption,
      Optional<String> mac,
      List<String> addresses,
      String subnetId) {

    public Interface {
      addresses = List.copyOf(addresses);
    }
  }
}
