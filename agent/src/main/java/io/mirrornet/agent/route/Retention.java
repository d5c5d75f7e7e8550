package io.mirrornet.agent.route;

import io.mirrornet.agent.netlink.Address;
import io.mirrornet.agent.netlink.Route;
import io.mirrornet.agent.netlink.Rule;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What carries the packets of connections that are open: a second address that nobody asks for any
 * more is let go when its last connection has ended.
 *
 * @param addresses second addresses of ours that sockets use
 * @param tables the tables that their packets, and those that answer them, are looked up in
 */
record Retention(Set<Ipv4Address> addresses, Set<Integer> tables) {

  /**
   * @param inUse addresses that sockets use, ours or not
   */
  static Retention of(HostNetwork host, Set<Ipv4Address> inUse, Marks marks) {
    Set<Ipv4Address> ours =
        secondAddresses(host, marks).stream().filter(inUse::contains).collect(Collectors.toSet());
    Retention byRule = new Retention(ours, Set.of());
    Set<Integer> tables =
        host.rules().stream()
            .filter(rule -> rule.protocol() == marks.protocol() && byRule.keeps(rule))
            .map(Rule::table)
            .collect(Collectors.toSet());
    return new Retention(ours, tables);
  }

  /** The second addresses that rules of ours stand for, asked for or not. */
  static Set<Ipv4Address> secondAddresses(HostNetwork host, Marks marks) {
    return host.rules().stream()
        .filter(rule -> rule.protocol() == marks.protocol())
        .filter(rule -> rule.priority() == Recipe.SECOND_PRIORITY)
        .filter(rule -> rule.source().length() == Integer.SIZE)
        .map(rule -> rule.source().network())
        .collect(Collectors.toSet());
  }

  boolean keeps(Rule rule) {
    return rule.priority() <= Recipe.SECOND_PRIORITY
        && (isRetained(rule.source()) || isRetained(rule.destination()));
  }

  boolean keeps(Route route) {
    return tables.contains(route.table());
  }

  boolean keeps(Address address) {
    return addresses.contains(address.local());
  }

  private boolean isRetained(Ipv4Prefix prefix) {
    return prefix.length() == Integer.SIZE && addresses.contains(prefix.network());
  }
}
