package io.mirrornet.agent.netlink;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A rule of IPv4 policy routing ({@code linux/fib_rules.h}). The kernel goes through the rules by
 * priority, and those of one priority in the order in which they were added.
 *
 * @param priority the lowest first; an unsigned number
 * @param source which source addresses; 0.0.0.0/0: all, 0.0.0.0/32: only where there is none yet
 * @param destination which destinations; 0.0.0.0/0: all
 * @param incoming the name of the interface that the packet came in by; {@code lo}: it is the
 *     host's own
 * @param outgoing the name of the interface that the socket is bound to
 * @param action {@code FR_ACT_*}
 * @param table the table to look in, an unsigned number; 0 where the action is another one
 * @param suppressGroup go on to the next rule where the result would leave by a link of this group
 * @param suppressLength go on where the result's prefix is not longer than this
 * @param mark only packets with this mark, under {@code mask}
 * @param mask 0: marks do not matter
 * @param tos only for this type of service; 0: any
 * @param flags {@code FIB_RULE_*}, without those that only tell of the rule's present state
 * @param protocol who made it ({@code RTPROT_*}, {@code linux/rtnetlink.h})
 * @param others what else the kernel says of it. A rule that has any of these is never equal to one
 *     of ours
 */
public record Rule(
    int priority,
    Ipv4Prefix source,
    Ipv4Prefix destination,
    Optional<String> incoming,
    Optional<String> outgoing,
    int action,
    int table,
    OptionalInt suppressGroup,
    OptionalInt suppressLength,
    int mark,
    int mask,
    int tos,
    int flags,
    int protocol,
    List<Attribute> others) {

  /** {@code FR_ACT_TO_TBL}. */
  public static final int LOOKUP = 1;

  /** {@code FR_ACT_BLACKHOLE}: drop, and say nothing. */
  public static final int BLACKHOLE = 6;

  /** {@code RTPROT_KERNEL}: network managers leave what carries it alone. */
  public static final int KERNEL_PROTOCOL = 2;

  private static final Ipv4Prefix ALL = new Ipv4Prefix(new Ipv4Address(0), 0);

  public Rule {
    others = List.copyOf(others);
  }

  /** A rule for all packets: look into this table. */
  public static Rule lookup(int priority, int table, int protocol) {
    return forAll(priority, LOOKUP, table, protocol);
  }

  /** A rule for all packets: drop them. */
  public static Rule blackhole(int priority, int protocol) {
    return forAll(priority, BLACKHOLE, 0, protocol);
  }

  private static Rule forAll(int priority, int action, int table, int protocol) {
    return new Rule(
        priority,
        ALL,
        ALL,
        Optional.empty(),
        Optional.empty(),
        action,
        table,
        OptionalInt.empty(),
        OptionalInt.empty(),
        0,
        0,
        0,
        0,
        protocol,
        List.of());
  }

  /** As this one, for these sources. */
  public Rule from(Ipv4Prefix newSource) {
    return with(newSource, destination, incoming, suppressGroup);
  }

  /** As this one, for these destinations. */
  public Rule to(Ipv4Prefix newDestination) {
    return with(source, newDestination, incoming, suppressGroup);
  }

  /** As this one, for packets that this host sends. */
  public Rule ownPackets() {
    return with(source, destination, Optional.of("lo"), suppressGroup);
  }

  /** As this one, but never out of a link of this group. */
  public Rule suppressingGroup(int group) {
    return with(source, destination, incoming, OptionalInt.of(group));
  }

  private Rule with(
      Ipv4Prefix newSource,
      Ipv4Prefix newDestination,
      Optional<String> newIncoming,
      OptionalInt newSuppressGroup) {
    return new Rule(
        priority,
        newSource,
        newDestination,
        newIncoming,
        outgoing,
        action,
        table,
        newSuppressGroup,
        suppressLength,
        mark,
        mask,
        tos,
        flags,
        protocol,
        others);
  }

  /**
   * Whether this is the rule by which the host knows its own addresses: all packets, table {@code
   * local}, whoever made it and wherever it stands.
   */
  public boolean isLocalLookup() {
    return equals(lookup(priority, Route.LOCAL_TABLE, protocol));
  }

  /** As iproute2 writes it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(Integer.toUnsignedString(priority));
    text.append(": from ").append(source.equals(ALL) ? "all" : source);
    text.append(destination.equals(ALL) ? "" : " to " + destination);
    incoming.ifPresent(name -> text.append(" iif ").append(name));
    outgoing.ifPresent(name -> text.append(" oif ").append(name));
    text.append(mask == 0 ? "" : " fwmark 0x%x/0x%x".formatted(mark, mask));
    text.append(
        switch (action) {
          case LOOKUP -> " lookup " + Integer.toUnsignedString(table);
          case BLACKHOLE -> " blackhole";
          default -> " action " + action;
        });
    suppressGroup.ifPresent(group -> text.append(" suppress_ifgroup ").append(group));
    suppressLength.ifPresent(length -> text.append(" suppress_prefixlength ").append(length));
    text.append(others.isEmpty() ? "" : " " + others);
    return text.append(" proto ").append(protocol).toString();
  }
}
