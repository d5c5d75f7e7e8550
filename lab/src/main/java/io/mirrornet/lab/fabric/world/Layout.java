package io.mirrornet.lab.fabric.world;

/**
 * What differs from one pair of hosts to another.
 *
 * @param rpFilter the guests' {@code net.ipv4.conf.all.rp_filter}: 0 off, 1 strict, 2 loose
 * @param secondInterface which second NIC each host has
 * @param preferred whose default and connected routes win in a guest that has both
 */
public record Layout(int rpFilter, SecondInterface secondInterface, Preferred preferred) {

  /** The second NIC of each host. */
  public enum SecondInterface {
    /** There is none. */
    NONE,
    /** In the primary's subnet. */
    SAME_SUBNET,
    /** In a subnet of its own. */
    OTHER_SUBNET
  }

  /** The NIC with the lower route metric. */
  public enum Preferred {
    /** As cloud-init numbers them. */
    PRIMARY,
    /** As happens where metrics follow the order of activation. */
    SECONDARY
  }

  /** Two NICs in one subnet, numbered as cloud-init does. */
  public static Layout usual(int rpFilter) {
    return new Layout(rpFilter, SecondInterface.SAME_SUBNET, Preferred.PRIMARY);
  }

  /** The same with another choice of second NIC. */
  public Layout with(SecondInterface other) {
    return new Layout(rpFilter, other, preferred);
  }

  /** The same with other metrics. */
  public Layout with(Preferred other) {
    return new Layout(rpFilter, secondInterface, other);
  }
}
