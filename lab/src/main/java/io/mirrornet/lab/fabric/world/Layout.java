package io.mirrornet.lab.fabric.world;

/**
 * What differs from one pair of hosts to another.
 *
 * @param rpFilter the guests' {@code net.ipv4.conf.all.rp_filter}: 0 off, 1 strict, 2 loose
 * @param secondInterface which second NIC each host has
 */
public record Layout(int rpFilter, SecondInterface secondInterface) {

  /** The second NIC of each host. */
  public enum SecondInterface {
    /** There is none. */
    NONE,
    /** In the primary's subnet. */
    SAME_SUBNET,
    /** In a subnet of its own. */
    OTHER_SUBNET
  }

  /** Two NICs in one subnet. */
  public static Layout usual(int rpFilter) {
    return new Layout(rpFilter, SecondInterface.SAME_SUBNET);
  }

  /** The same with another choice of second NIC. */
  public Layout with(SecondInterface other) {
    return new Layout(rpFilter, other);
  }
}
