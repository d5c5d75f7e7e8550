package io.mirrornet.agent.route;

import io.mirrornet.agent.netlink.Address;
import io.mirrornet.agent.netlink.Link;
import io.mirrornet.agent.netlink.Route;
import io.mirrornet.agent.netlink.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How the kernel takes changes, as far as {@link Change} can ask: what it refuses is a failure. */
final class KernelModel {

  private final List<Link> links;
  private final List<Address> addresses;
  private final List<Rule> rules;
  private final List<Route> routes;

  KernelModel(HostNetwork host) {
    links = new ArrayList<>(host.links());
    addresses = new ArrayList<>(host.addresses());
    rules = new ArrayList<>(host.rules());
    rules.sort(Comparator.comparing(Rule::priority, Integer::compareUnsigned));
    routes = new ArrayList<>(host.routes());
  }

  HostNetwork snapshot() {
    return new HostNetwork(links, addresses, rules, routes);
  }

  void apply(Change change) {
    switch (change) {
      case Change.SwitchOn(Link link) -> replace(link, find(link.index()).withUp(true));
      case Change.SetGroup(Link link, int group) ->
          replace(find(link.index()), find(link.index()).withGroup(group));
      case Change.AddAddress(Address address) -> {
        refuseIf(
            addresses.stream()
                .anyMatch(held ->
                    held.link() == address.link()
                        && held.local().equals(address.local())
                        && held.prefixLength() == address.prefixLength()),
            "EEXIST",
            change);
        addresses.add(address);
      }
      case Change.RemoveAddress(Address address) ->
          refuseIf(!addresses.remove(address), "EADDRNOTAVAIL", change);
      case Change.PutRoute(Route route) -> put(route, change);
      case Change.RemoveRoute(Route route) -> refuseIf(!routes.remove(route), "ESRCH", change);
      case Change.AddRule(Rule rule) -> add(rule);
      case Change.RemoveRule(Rule rule) -> remove(rule, change);
    }
  }

  private void put(Route route, Change change) {
    refuseIf(!find(route.link()).up(), "ENETDOWN", change);
    route
        .preferredSource()
        .ifPresent(source ->
            refuseIf(
                addresses.stream().noneMatch(held -> held.local().equals(source)),
                "EINVAL",
                change));
    for (int i = 0; i < routes.size(); i++) {
      if (routes.get(i).key().equals(route.key())) {
        refuseIf(routes.contains(route) && !routes.get(i).equals(route), "EEXIST", change);
        routes.set(i, route);
        return;
      }
    }
    routes.add(route);
  }

  private void add(Rule rule) {
    int at = 0;
    while (at < rules.size()
        && Integer.compareUnsigned(rules.get(at).priority(), rule.priority()) <= 0) {
      at++;
    }
    rules.add(at, rule);
  }

  private void remove(Rule rule, Change change) {
    for (int i = 0; i < rules.size(); i++) {
      if (RuleMatch.finds(rule, rules.get(i))) {
        rules.remove(i);
        return;
      }
    }
    throw new IllegalStateException("ENOENT: " + change);
  }

  private Link find(int index) {
    return links.stream()
        .filter(link -> link.index() == index)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("ENODEV: " + index));
  }

  private void replace(Link old, Link changed) {
    links.set(links.indexOf(old), changed);
  }

  private static void refuseIf(boolean condition, String errno, Change change) {
    if (condition) {
      throw new IllegalStateException(errno + ": " + change);
    }
  }
}
