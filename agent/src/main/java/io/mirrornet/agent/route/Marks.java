package io.mirrornet.agent.route;

import io.mirrornet.net.Ipv4Address;

/**
 * By which numbers entries in the kernel are ours. After a crash nothing else tells them from those
 * of others, so they must not change while entries stand.
 *
 * @param protocol in the protocol field of rules, routes and addresses, 5 to 255. Everything that
 *     carries it is ours to remove
 * @param destinationTable the table that holds the routes to the virtual addresses
 * @param interfaceGroup the group of the second interface, by which the pins of the primary address
 *     tell it from all others
 */
public record Marks(int protocol, int destinationTable, int interfaceGroup) {

  /**
   * Protocol 77 has no name in {@code linux/rtnetlink.h} or iproute2's {@code rt_protos}, and lies
   * outside 186 to 199, which routing daemons share. Table and group 47100 have no name in {@code
   * rt_tables} or {@code group}, lie beyond the numbers up to 255 that people write by hand and the
   * low thousands that container networks and VRFs count up from, and below 10.0.0.0 as a number,
   * where {@link #tableOf} begins.
   */
  public static final Marks DEFAULT = new Marks(77, 47_100, 47_100);

  /** Protocols up to {@code RTPROT_STATIC} mean something to the kernel or to network managers. */
  private static final int LOWEST_PROTOCOL = 5;

  private static final int HIGHEST_PROTOCOL = 255;

  /** Tables up to this one have a meaning: {@code RT_TABLE_LOCAL}. */
  private static final int HIGHEST_RESERVED_TABLE = 255;

  /**
   * @throws IllegalArgumentException if a number has a meaning of its own
   */
  public Marks {
    if (protocol < LOWEST_PROTOCOL || protocol > HIGHEST_PROTOCOL) {
      throw new IllegalArgumentException(
          "a protocol number of %d to %d: %d"
              .formatted(LOWEST_PROTOCOL, HIGHEST_PROTOCOL, protocol));
    }
    if (destinationTable <= HIGHEST_RESERVED_TABLE) {
      throw new IllegalArgumentException(
          "a table above %d: %d".formatted(HIGHEST_RESERVED_TABLE, destinationTable));
    }
    if (interfaceGroup <= 0) {
      throw new IllegalArgumentException("an interface group above 0: " + interfaceGroup);
    }
  }

  /**
   * The table by which packets with this source leave. Its number is the address itself: each
   * address has its own for good, whatever else comes and goes, so no packet ever meets another
   * address's table; and whoever reads {@code ip rule} can read it.
   */
  public static int tableOf(Ipv4Address source) {
    return source.bits();
  }
}
