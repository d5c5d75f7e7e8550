package io.mirrornet.agent.route;

import io.mirrornet.agent.netlink.Address;
import io.mirrornet.agent.netlink.Link;
import io.mirrornet.agent.netlink.Route;
import io.mirrornet.agent.netlink.Rule;
import io.mirrornet.net.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has to change.
 *
 * <p>First goes what must not be used any more, then comes what is missing in the order of the
 * {@link Recipe}, then goes the rest of what is not wanted, backwards. What is not ours is not
 * touched: ours are rules, routes and addresses with our protocol, links in our group, and in our
 * tables the places of the routes that we want there.
 *
 * @param changes in the order in which to make them; empty: all is as it is to be
 * @param obstacles what cannot be as it is asked for
 */
public record Difference(List<Change> changes, List<Obstacle> obstacles) {

  /**
   * The way from what is to what is to be.
   *
   * @param inUse addresses of ours that sockets still use: what carries their packets stays, wanted
   *     or not
   */
  public static Difference between(
      HostNetwork host, Recipe recipe, Set<Ipv4Address> inUse, Marks marks) {
    return new Finder(host, recipe, inUse, marks).find();
  }

  private static final class Finder {
    private final HostNetwork host;
    private final Recipe recipe;
    private final Retention retention;
    private final Marks marks;
    private final List<Route> wantedRoutes;
    private final List<Rule> wantedRules;
    private final List<Change> changes = new ArrayList<>();

    Finder(HostNetwork host, Recipe recipe, Set<Ipv4Address> inUse, Marks marks) {
      this.host = host;
      this.recipe = recipe;
      this.retention = Retention.of(host, inUse, marks);
      this.marks = marks;
      wantedRoutes =
          Stream.of(recipe.sources(), recipe.destinations()).flatMap(List::stream).toList();
      wantedRules =
          Stream.of(
                  recipe.steering().stream(),
                  recipe.returnPaths().stream()
                      .flatMap(path -> Stream.of(path.lookup(), path.blackhole())),
                  recipe.selection().stream())
              .flatMap(rules -> rules)
              .toList();
    }

    Difference find() {
      removeUnwantedDestinations();
      recipe.second().ifPresent(this::prepareLink);
      recipe.sources().forEach(this::put);
      recipe.steering().forEach(this::addOnce);
      PriorityZero.Steps steps = PriorityZero.towards(recipe.returnPaths(), host.rules(), marks);
      changes.addAll(steps.changes());
      recipe.selection().forEach(this::addOnce);
      recipe.destinations().forEach(this::put);
      removeUnwantedRules();
      removeUnwantedSources();
      removeUnwantedAddresses();
      releaseLinks();
      return new Difference(List.copyOf(changes), obstacles(steps.inTheWay()));
    }

    private List<Obstacle> obstacles(Optional<Rule> inTheWay) {
      List<Obstacle> all = new ArrayList<>(recipe.obstacles());
      inTheWay.map(Obstacle.ForeignRuleInTheWay::new).ifPresent(all::add);
      return List.copyOf(all);
    }

    private void prepareLink(Link link) {
      if (!link.up()) {
        changes.add(new Change.SwitchOn(link));
      }
      if (link.group() != marks.interfaceGroup()) {
        changes.add(new Change.SetGroup(link, marks.interfaceGroup()));
      }
      // As /32: a subnet would bring a second connected route.
      recipe
          .address()
          .filter(address -> !host.holds(link, address))
          .map(address -> new Address(link.index(), address, Integer.SIZE, marks.protocol()))
          .map(Change.AddAddress::new)
          .ifPresent(changes::add);
    }

    /** Only the first route with a key is used, and only the first can be replaced. */
    private void put(Route wanted) {
      List<Route> same =
          host.routes().stream().filter(route -> route.key().equals(wanted.key())).toList();
      if (same.contains(wanted)) {
        same.stream()
            .filter(route -> !route.equals(wanted))
            .map(Change.RemoveRoute::new)
            .forEach(changes::add);
      } else {
        same.stream().skip(1).map(Change.RemoveRoute::new).forEach(changes::add);
        changes.add(new Change.PutRoute(wanted));
      }
    }

    private void addOnce(Rule wanted) {
      long count = host.rules().stream().filter(wanted::equals).count();
      if (count == 0) {
        changes.add(new Change.AddRule(wanted));
      }
      for (long spare = count; spare > 1; spare--) {
        changes.add(new Change.RemoveRule(wanted));
      }
    }

    private void removeUnwantedDestinations() {
      unwantedRoutes()
          .filter(route -> route.table() == marks.destinationTable())
          .map(Change.RemoveRoute::new)
          .forEach(changes::add);
    }

    private void removeUnwantedSources() {
      unwantedRoutes()
          .filter(route -> route.table() != marks.destinationTable())
          .filter(route -> !retention.keeps(route))
          .map(Change.RemoveRoute::new)
          .forEach(changes::add);
    }

    private Stream<Route> unwantedRoutes() {
      Set<Route.Key> keys = wantedRoutes.stream().map(Route::key).collect(Collectors.toSet());
      return host.routes().stream()
          .filter(route -> route.protocol() == marks.protocol())
          .filter(route -> !keys.contains(route.key()));
    }

    /**
     * The rule that selects first, then the pins; what carries the second address's packets last,
     * and of a return path the lookup behind its blackhole.
     */
    private void removeUnwantedRules() {
      List<Rule> unwanted =
          host.rules().stream()
              .filter(rule -> rule.protocol() == marks.protocol())
              .filter(rule -> rule.priority() != PriorityZero.PRIORITY || !rule.isLocalLookup())
              .filter(rule -> !wantedRules.contains(rule))
              .filter(rule -> !retention.keeps(rule))
              .toList()
              .reversed();
      remove(unwanted.stream().filter(rule -> rule.priority() == Recipe.SELECTION_PRIORITY));
      remove(unwanted.stream().filter(rule -> rule.priority() > Recipe.SELECTION_PRIORITY));
      remove(unwanted.stream().filter(rule -> rule.priority() < Recipe.SECOND_PRIORITY));
      remove(unwanted.stream().filter(rule -> rule.priority() == Recipe.SECOND_PRIORITY));
    }

    private void remove(Stream<Rule> rules) {
      rules.map(Change.RemoveRule::new).forEach(changes::add);
    }

    private void removeUnwantedAddresses() {
      host.addresses().stream()
          .filter(address -> address.protocol() == marks.protocol())
          .filter(address -> !isWanted(address) && !retention.keeps(address))
          .map(Change.RemoveAddress::new)
          .forEach(changes::add);
    }

    private boolean isWanted(Address address) {
      return recipe.address().equals(Optional.of(address.local()))
          && recipe.second().map(Link::index).equals(Optional.of(address.link()));
    }

    private void releaseLinks() {
      host.links().stream()
          .filter(link -> link.group() == marks.interfaceGroup())
          .filter(
              link -> recipe.second().stream().noneMatch(second -> second.index() == link.index()))
          .map(link -> new Change.SetGroup(link, 0))
          .forEach(changes::add);
    }
  }
}
