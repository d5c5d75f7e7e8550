package io.mirrornet.agent.route;

import io.mirrornet.agent.netlink.Address;
import io.mirrornet.agent.netlink.Link;
import io.mirrornet.agent.netlink.Route;
import io.mirrornet.agent.netlink.Rule;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.MacAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a host's network that matters here, at one moment.
 *
 * @param rules in the kernel's order
 * @param routes those with our protocol and those in our tables, in the kernel's order
 */
public record HostNetwork(
    List<Link> links, List<Address> addresses, List<Rule> rules, List<Route> routes) {

  /** Interfaces on top of another, which carry its MAC without being enslaved to it. */
  private static final Set<String> STACKED =
      Set.of("vlan", "macvlan", "macvtap", "ipvlan", "ipvtap", "macsec");

  public HostNetwork {
    links = List.copyOf(links);
    addresses = List.copyOf(addresses);
    rules = List.copyOf(rules);
    routes = List.copyOf(routes);
  }

  /**
   * The interface with this MAC that carries packets itself: not one that is enslaved (a virtual
   * function of accelerated networking has the MAC of the synthetic interface that is its master),
   * and not one on top of it. Of several, the one that holds the address, else the oldest.
   */
  public Optional<Link> find(MacAddress mac, Ipv4Address address) {
    return links.stream()
        .filter(link -> link.mac().equals(Optional.of(mac)))
        .filter(link -> link.isMasterDevice() && !STACKED.contains(link.kind()))
        .min(
            Comparator.comparing((Link link) -> !holds(link, address))
                .thenComparingInt(Link::index));
  }

  /** Whether the interface has the address. */
  public boolean holds(Link link, Ipv4Address address) {
    return addresses.stream()
        .anyMatch(held -> held.link() == link.index() && held.local().equals(address));
  }

  /** Whether any interface has the address. */
  public boolean holds(Ipv4Address address) {
    return addresses.stream().anyMatch(held -> held.local().equals(address));
  }

  /** Whether nothing carries our marks. */
  public boolean isWithoutOurs(Marks marks) {
    return rules.stream().noneMatch(rule -> rule.protocol() == marks.protocol())
        && routes.stream().noneMatch(route -> route.protocol() == marks.protocol())
        && addresses.stream().noneMatch(address -> address.protocol() == marks.protocol())
        && links.stream().noneMatch(link -> link.group() == marks.interfaceGroup());
  }
}
