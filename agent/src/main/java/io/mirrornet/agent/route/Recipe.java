package io.mirrornet.agent.route;

import io.mirrornet.agent.netlink.Link;
import io.mirrornet.agent.netlink.Route;
import io.mirrornet.agent.netlink.Rule;
import io.mirrornet.agent.route.HostIntent.Backend;
import io.mirrornet.agent.route.HostIntent.SecondInterface;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import io.mirrornet.net.ProtectedRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The entries that make a virtual address reachable from the host that serves it, in the order in
 * which they are written.
 *
 * @param second the second interface as it is now; it is to be on, in our group, with its address
 * @param address the second interface's
 * @param sources in each source address's own table: the way out of its own interface
 * @param steering rules that send packets with a source into its table
 * @param returnPaths rules ahead of {@code local}, for packets between two of the host's addresses
 *     that must go out to the network and come back
 * @param selection the rule that gives a socket without a source the second interface's
 * @param destinations the virtual addresses
 * @param obstacles what is asked for and left out
 */
public record Recipe(
    Optional<Link> second,
    Optional<Ipv4Address> address,
    List<Route> sources,
    List<Rule> steering,
    List<ReturnPath> returnPaths,
    List<Rule> selection,
    List<Route> destinations,
    List<Obstacle> obstacles) {

  /** Where packets with the second address as source are sent by its own table. */
  static final int SECOND_PRIORITY = 150;

  /** Where a socket that has no source yet is given one. */
  static final int SELECTION_PRIORITY = 151;

  /** Where packets with the primary source use {@code main}, but not by the second interface. */
  static final int PIN_PRIORITY = 32_700;

  /** Where packets with the primary source that {@code main} does not know leave by their table. */
  static final int PIN_FALLBACK_PRIORITY = 32_701;

  private static final Ipv4Prefix EVERYWHERE = new Ipv4Prefix(new Ipv4Address(0), 0);
  private static final Ipv4Prefix NO_SOURCE_YET = Ipv4Prefix.host(new Ipv4Address(0));

  /** The entries for what is asked, as far as this host can have them now. */
  public static Recipe of(HostIntent intent, HostNetwork host, Marks marks) {
    return intent
        .second()
        .map(second -> new Writer(intent, second, host, marks).recipe())
        .orElseGet(() ->
            new Recipe(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
  }

  /** Second addresses that rules of ours stand for although nobody asks for them any more. */
  public Set<Ipv4Address> formerAddresses(HostNetwork host, Marks marks) {
    Set<Ipv4Address> former = new HashSet<>(Retention.secondAddresses(host, marks));
    address.ifPresent(former::remove);
    return Set.copyOf(former);
  }

  /**
   * One direction between two addresses of the host.
   *
   * @param lookup sends the packet out
   * @param blackhole stands right behind: while the table is empty the connection stalls; delivered
   *     by {@code local} it would be reset
   */
  public record ReturnPath(Rule lookup, Rule blackhole) {}

  private static final class Writer {
    private final HostIntent intent;
    private final SecondInterface second;
    private final HostNetwork host;
    private final Marks marks;
    private final Optional<Link> link;
    private final List<Obstacle> obstacles = new ArrayList<>();

    Writer(HostIntent intent, SecondInterface second, HostNetwork host, Marks marks) {
      this.intent = intent;
      this.second = second;
      this.host = host;
      this.marks = marks;
      this.link = host.find(second.mac(), second.address());
    }

    Recipe recipe() {
      if (link.isEmpty()) {
        obstacles.add(new Obstacle.InterfaceMissing(second));
      }
      List<Route> sources = sources();
      return new Recipe(
          link,
          Optional.of(second.address()),
          sources,
          steering(),
          returnPaths(),
          List.of(
              Rule.lookup(SELECTION_PRIORITY, marks.destinationTable(), marks.protocol())
                  .ownPackets()
                  .from(NO_SOURCE_YET)),
          destinations(),
          List.copyOf(obstacles));
    }

    private List<Route> sources() {
      List<Route> routes = new ArrayList<>();
      intent.backends().forEach(backend -> backendRoute(backend).ifPresent(routes::add));
      link.ifPresent(
          present -> routes.add(defaultRoute(second.address(), second.gateway(), present)));
      return List.copyOf(routes);
    }

    private Optional<Route> backendRoute(Backend backend) {
      Optional<Link> found = host.find(backend.mac(), backend.address());
      if (found.isEmpty()) {
        obstacles.add(new Obstacle.BackendInterfaceMissing(backend));
      } else if (!found.get().up()) {
        obstacles.add(new Obstacle.BackendInterfaceDown(backend, found.get().name()));
      }
      return found
          .filter(Link::up)
          .map(present -> defaultRoute(backend.address(), backend.gateway(), present));
    }

    private Route defaultRoute(Ipv4Address source, Ipv4Address gateway, Link by) {
      return Route.onLink(Marks.tableOf(source), EVERYWHERE, gateway, by.index(), marks.protocol());
    }

    private List<Rule> steering() {
      List<Rule> rules = new ArrayList<>();
      rules.add(lookup(SECOND_PRIORITY, Marks.tableOf(second.address())).from(secondAddress()));
      for (Backend backend : intent.backends()) {
        Ipv4Prefix source = Ipv4Prefix.host(backend.address());
        rules.add(
            lookup(PIN_PRIORITY, Route.MAIN_TABLE)
                .from(source)
                .suppressingGroup(marks.interfaceGroup()));
        rules.add(lookup(PIN_FALLBACK_PRIORITY, Marks.tableOf(backend.address())).from(source));
      }
      return List.copyOf(rules);
    }

    private List<ReturnPath> returnPaths() {
      List<ReturnPath> paths = new ArrayList<>();
      for (Backend backend : intent.backends()) {
        Ipv4Prefix primary = Ipv4Prefix.host(backend.address());
        paths.add(returnPath(primary, secondAddress()));
        paths.add(returnPath(secondAddress(), primary));
      }
      return List.copyOf(paths);
    }

    private ReturnPath returnPath(Ipv4Prefix from, Ipv4Prefix to) {
      Rule lookup = lookup(PriorityZero.PRIORITY, Marks.tableOf(from.network()));
      Rule blackhole = Rule.blackhole(PriorityZero.PRIORITY, marks.protocol());
      return new ReturnPath(
          lookup.ownPackets().from(from).to(to), blackhole.ownPackets().from(from).to(to));
    }

    private List<Route> destinations() {
      List<Route> routes = new ArrayList<>();
      for (Ipv4Address destination : intent.destinations().stream().sorted().toList()) {
        Optional<String> why = protection(destination);
        why.ifPresent(
            reason -> obstacles.add(new Obstacle.ProtectedDestination(destination, reason)));
        if (why.isEmpty()) {
          link.map(present -> destinationRoute(destination, present)).ifPresent(routes::add);
        }
      }
      return List.copyOf(routes);
    }

    private Route destinationRoute(Ipv4Address destination, Link by) {
      return Route.onLink(
              marks.destinationTable(),
              Ipv4Prefix.host(destination),
              second.gateway(),
              by.index(),
              marks.protocol())
          .withSource(second.address());
    }

    /**
     * Why no route may lead there: the last of several guards, and the only one that sees the host.
     */
    private Optional<String> protection(Ipv4Address destination) {
      Optional<ProtectedRange> range = ProtectedRange.holding(destination);
      if (range.isPresent()) {
        return range.map(ProtectedRange::meaning);
      }
      if (intent.protectedAddresses().contains(destination)) {
        return Optional.of("an address that this cluster itself needs");
      }
      if (host.holds(destination)
          || destination.equals(second.address())
          || intent.backends().stream().anyMatch(b -> b.address().equals(destination))) {
        return Optional.of("an address of this host");
      }
      if (destination.equals(second.gateway())
          || intent.backends().stream().anyMatch(b -> b.gateway().equals(destination))) {
        return Optional.of("the gateway of a subnet");
      }
      return Optional.empty();
    }

    private Ipv4Prefix secondAddress() {
      return Ipv4Prefix.host(second.address());
    }

    private Rule lookup(int priority, int table) {
      return Rule.lookup(priority, table, marks.protocol());
    }
  }
}
