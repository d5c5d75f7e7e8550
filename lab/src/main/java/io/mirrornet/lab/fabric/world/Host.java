package io.mirrornet.lab.fabric.world;

import io.mirrornet.lab.fabric.NetworkInterface;
import io.mirrornet.lab.fabric.VirtualMachine;
import io.mirrornet.lab.fabric.traffic.BannerClient;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.net.Ipv4Address;
import java.time.Duration;

/**
 * One of the pair.
 *
 * @param machine running
 * @param primary its eth0, which the pools hold
 * @param secondary its eth1, if the layout has second NICs; in no pool
 */
public record Host(VirtualMachine machine, NetworkInterface primary, NetworkInterface secondary) {

  /**
   * How long a caller waits for what should come: it comes at once, or the machine is very busy.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * How long a caller waits where the packet should be lost: the network has no delay, and TCP
   * repeats nothing so soon.
   */
  public static final Duration LOSS = Duration.ofMillis(300);

  /** The host name. */
  public String name() {
    return machine.name();
  }

  /** The primary NIC's address, P. */
  public Ipv4Address p() {
    return primary.privateIpAddress();
  }

  /** The second NIC's address, S. */
  public Ipv4Address s() {
    return secondary.privateIpAddress();
  }

  /** An address of the primary NIC that is left for a pod. */
  public Ipv4Address podAddress() {
    return primary.secondaryAddresses().getFirst();
  }

  /** Where its programs run. */
  public NetworkNamespace namespace() {
    return machine.namespace();
  }

  /**
   * Lets the connected and default routes of eth1 win over those of eth0, as happens where route
   * metrics follow the order of activation.
   */
  public void preferSecondary() {
    String subnet = secondary.subnet().prefix().toString();
    namespace()
        .ip(
            "route add %s dev eth1 src %s metric 50".formatted(subnet, s()),
            "route add default via %s dev eth1 src %s metric 50"
                .formatted(secondary.subnet().gateway(), s()));
  }

  /** A program on it that calls others. */
  public BannerClient caller() {
    return BannerClient.in(namespace(), PATIENCE);
  }
}
