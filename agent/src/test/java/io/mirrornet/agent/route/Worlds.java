package io.mirrornet.agent.route;

import io.mirrornet.agent.netlink.Address;
import io.mirrornet.agent.netlink.Attribute;
import io.mirrornet.agent.netlink.Link;
import io.mirrornet.agent.netlink.Route;
import io.mirrornet.agent.netlink.Rule;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import io.mirrornet.net.MacAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Hosts as a crash, a person or another program may leave them. All is drawn from few addresses and
 * numbers, so that things meet.
 */
final class Worlds extends DomainContextBase {

  static final Marks MARKS = Marks.DEFAULT;
  static final MacAddress ETH0_MAC = MacAddress.parse("00:0d:3a:00:00:00");
  static final MacAddress ETH1_MAC = MacAddress.parse("00:0d:3a:00:00:01");
  static final MacAddress ETH2_MAC = MacAddress.parse("00:0d:3a:00:00:02");
  static final Ipv4Address P = Ipv4Address.parse("10.2.1.4");
  static final Ipv4Address P2 = Ipv4Address.parse("10.2.3.4");
  static final Ipv4Address S = Ipv4Address.parse("10.2.1.14");
  static final Ipv4Address FORMER_S = Ipv4Address.parse("10.2.1.24");
  static final Ipv4Address GATEWAY = Ipv4Address.parse("10.2.1.1");
  static final Ipv4Address GATEWAY2 = Ipv4Address.parse("10.2.3.1");
  static final List<Ipv4Address> VIPS =
      Stream.of("10.2.1.100", "10.2.1.101", "10.2.1.102").map(Ipv4Address::parse).toList();

  static final Link ETH0 = link(2, "eth0", ETH0_MAC);
  static final Link ETH1 = link(3, "eth1", ETH1_MAC);
  static final Link ETH2 = link(4, "eth2", ETH2_MAC);

  static final Rule LOCAL = Rule.lookup(0, Route.LOCAL_TABLE, Rule.KERNEL_PROTOCOL);
  static final Rule MAIN = Rule.lookup(32_766, Route.MAIN_TABLE, Rule.KERNEL_PROTOCOL);
  static final Rule DEFAULT = Rule.lookup(32_767, 253, Rule.KERNEL_PROTOCOL);

  static final HostIntent INTENT = intent(S, List.of(backend()), Set.copyOf(VIPS));

  /** A host with both NICs configured and nothing of ours. */
  static final HostNetwork FRESH =
      new HostNetwork(
          List.of(ETH0, ETH1, ETH2),
          List.of(new Address(2, P, 24, 0), new Address(3, S, 24, 0), new Address(4, P2, 24, 0)),
          List.of(LOCAL, MAIN, DEFAULT),
          List.of());

  static HostIntent.Backend backend() {
    return new HostIntent.Backend(ETH0_MAC, P, GATEWAY);
  }

  static HostIntent intent(
      Ipv4Address second, List<HostIntent.Backend> backends, Set<Ipv4Address> destinations) {
    return new HostIntent(
        Optional.of(new HostIntent.SecondInterface(ETH1_MAC, second, GATEWAY)),
        backends,
        destinations,
        Set.of());
  }

  private static Link link(int index, String name, MacAddress mac) {
    return new Link(index, name, Optional.of(mac), 0, 0, true, true, "");
  }

  @Provide
  Arbitrary<HostIntent> intents() {
    return Arbitraries.randomValue(Worlds::anyIntent);
  }

  @Provide
  Arbitrary<HostNetwork> hosts() {
    return Arbitraries.randomValue(Worlds::anyHost);
  }

  static HostIntent anyIntent(Random random) {
    if (random.nextInt(6) == 0) {
      return HostIntent.NOTHING;
    }
    List<HostIntent.Backend> backends = new ArrayList<>();
    backends.add(backend());
    if (random.nextBoolean()) {
      backends.add(new HostIntent.Backend(ETH2_MAC, P2, GATEWAY2));
    }
    return intent(
        random.nextInt(4) == 0 ? FORMER_S : S, shuffled(backends, random), some(VIPS, random));
  }

  /** Parts of two finished states, in any order, among foreign entries. */
  private static HostNetwork anyHost(Random random) {
    List<Rule> rules = new ArrayList<>();
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Recipe recipe = Recipe.of(anyIntent(random), FRESH, MARKS);
      rules.addAll(someOf(recipe.steering(), random));
      rules.addAll(someOf(recipe.selection(), random));
      recipe
          .returnPaths()
          .forEach(path -> rules.addAll(someOf(List.of(path.lookup(), path.blackhole()), random)));
      routes.addAll(someOf(recipe.sources(), random));
      routes.addAll(someOf(recipe.destinations(), random));
    }
    rules.addAll(someOf(rules, random).stream().filter(_ -> random.nextInt(4) == 0).toList());
    for (int i = random.nextInt(3); i > 0; i--) {
      rules.add(anyLocal(random));
    }
    rules.addAll(someOf(foreignRules(), random));
    routes.addAll(someOf(foreignRoutes(), random));
    List<Rule> all = shuffled(rules, random);
    all.add(random.nextInt(all.size() + 1), random.nextInt(8) == 0 ? MAIN : LOCAL);
    if (all.stream().noneMatch(Rule::isLocalLookup)) {
      all.add(Rule.lookup(100, Route.LOCAL_TABLE, Rule.KERNEL_PROTOCOL));
    }
    return new HostNetwork(
        anyLinks(random), anyAddresses(random), all, distinct(shuffled(routes, random)));
  }

  private static Rule anyLocal(Random random) {
    int protocol = List.of(0, Rule.KERNEL_PROTOCOL, 3, MARKS.protocol()).get(random.nextInt(4));
    return Rule.lookup(random.nextInt(4) == 0 ? 100 : 0, Route.LOCAL_TABLE, protocol);
  }

  static List<Rule> foreignRules() {
    Rule marked =
        new Rule(
            0,
            Ipv4Prefix.parse("10.9.0.0/16"),
            Ipv4Prefix.parse("0.0.0.0/0"),
            Optional.empty(),
            Optional.empty(),
            Rule.LOOKUP,
            1000,
            OptionalInt.empty(),
            OptionalInt.empty(),
            1,
            255,
            0,
            0,
            3,
            List.of(Attribute.of(22, new byte[] {6})));
    return List.of(
        marked,
        Rule.lookup(0, 1000, 3).from(Ipv4Prefix.parse("10.9.0.0/16")),
        Rule.lookup(0, 1001, 3),
        Rule.lookup(Recipe.SECOND_PRIORITY, 1000, 3).from(Ipv4Prefix.host(S)),
        Rule.lookup(Recipe.PIN_PRIORITY, Route.MAIN_TABLE, 4).from(Ipv4Prefix.host(P)),
        Rule.lookup(99, 1002, 0));
  }

  private static List<Route> foreignRoutes() {
    Ipv4Prefix vip = Ipv4Prefix.host(VIPS.getFirst());
    return List.of(
        Route.onLink(MARKS.destinationTable(), vip, P2, 2, 3),
        Route.onLink(MARKS.destinationTable(), vip, GATEWAY, 3, 4).withSource(S),
        Route.onLink(MARKS.destinationTable(), Ipv4Prefix.parse("10.7.0.0/16"), GATEWAY, 2, 3),
        Route.onLink(Marks.tableOf(P), Ipv4Prefix.parse("0.0.0.0/0"), P2, 3, 3),
        Route.onLink(MARKS.destinationTable(), vip, P2, 2, MARKS.protocol()),
        Route.onLink(Route.MAIN_TABLE, vip, GATEWAY, 3, MARKS.protocol()));
  }

  private static List<Link> anyLinks(Random random) {
    Link second = ETH1.withUp(random.nextBoolean()).withGroup(anyGroup(random));
    return List.of(ETH0.withGroup(anyGroup(random)), second, ETH2.withUp(random.nextInt(4) > 0));
  }

  private static int anyGroup(Random random) {
    return List.of(0, 0, 9, MARKS.interfaceGroup()).get(random.nextInt(4));
  }

  private static List<Address> anyAddresses(Random random) {
    return someOf(
        List.of(
            new Address(2, P, 24, 0),
            new Address(3, S, 24, 0),
            new Address(3, S, 32, MARKS.protocol()),
            new Address(3, FORMER_S, 32, MARKS.protocol()),
            new Address(4, P2, 24, 0)),
        random);
  }

  private static <T> List<T> someOf(List<T> all, Random random) {
    int share = random.nextInt(5);
    return all.stream().filter(_ -> random.nextInt(4) < share).toList();
  }

  private static <T> Set<T> some(List<T> all, Random random) {
    return all.stream().filter(_ -> random.nextBoolean()).collect(Collectors.toSet());
  }

  private static <T> List<T> shuffled(List<T> all, Random random) {
    List<T> copy = new ArrayList<>(all);
    Collections.shuffle(copy, random);
    return copy;
  }

  private static <T> List<T> distinct(List<T> all) {
    return all.stream().distinct().toList();
  }
}
