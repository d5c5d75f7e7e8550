package io.mirrornet.agent.guard;

import io.mirrornet.agent.linux.Errno;
import io.mirrornet.agent.linux.SocketTable;
import io.mirrornet.agent.netlink.Address;
import io.mirrornet.agent.netlink.Answer;
import io.mirrornet.agent.netlink.Link;
import io.mirrornet.agent.netlink.Notification;
import io.mirrornet.agent.netlink.Route;
import io.mirrornet.agent.netlink.Rtnetlink;
import io.mirrornet.agent.netlink.RtnetlinkEvents;
import io.mirrornet.agent.netlink.Rule;
import io.mirrornet.agent.route.Change;
import io.mirrornet.agent.route.Difference;
import io.mirrornet.agent.route.HostIntent;
import io.mirrornet.agent.route.HostNetwork;
import io.mirrornet.agent.route.Marks;
import io.mirrornet.agent.route.Recipe;
import io.mirrornet.net.Ipv4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Linux, by rtnetlink, in the network namespace of the thread that makes it. */
public final class LinuxRouteTable implements RouteTable {

  private static final Logger LOG = LoggerFactory.getLogger(LinuxRouteTable.class);

  /** Others may write at the same time; whoever still does after these will be heard of. */
  private static final int ROUNDS = 8;

  /** To remove what is gone is no failure. */
  private static final Set<Errno> GONE =
      Set.of(Errno.ENOENT, Errno.ESRCH, Errno.EADDRNOTAVAIL, Errno.ENODEV);

  private final Marks marks;
  private final Rtnetlink kernel = new Rtnetlink();
  private final RtnetlinkEvents events = new RtnetlinkEvents(kernel.port());
  private final SocketTable connections = SocketTable.ofThisNamespace();

  /** The tables that routes of interest stand in, as of the last look. */
  private Set<Integer> tables = Set.of();

  public LinuxRouteTable(Marks marks) {
    this.marks = marks;
  }

  @Override
  public Programmed converge(HostIntent intent) {
    tables = tablesOf(intent);
    List<Change> made = new ArrayList<>();
    Optional<Programmed.Refusal> refusal = Optional.empty();
    HostNetwork host = look();
    for (int round = 0; round < ROUNDS; round++) {
      Difference difference = difference(host, intent);
      if (difference.changes().isEmpty()) {
        return programmed(host, intent, difference, Optional.empty(), made);
      }
      refusal = make(difference.changes(), made);
      host = look();
    }
    return programmed(host, intent, difference(host, intent), refusal, made);
  }

  @Override
  public Set<Ipv4Address> standing() {
    return kernel.routesOfTable(marks.destinationTable()).stream()
        .filter(route -> route.protocol() == marks.protocol())
        .map(route -> route.destination().network())
        .collect(Collectors.toSet());
  }

  @Override
  public Disturbance await(Duration atMost) {
    Disturbance worst = Disturbance.NONE;
    for (Notification notification : events.await(atMost)) {
      Disturbance disturbance = weigh(notification);
      worst = disturbance.compareTo(worst) > 0 ? disturbance : worst;
    }
    return worst;
  }

  @Override
  public void wake() {
    events.wake();
  }

  @Override
  public void close() {
    events.close();
    kernel.close();
    connections.close();
  }

  private Disturbance weigh(Notification notification) {
    return switch (notification) {
      case Notification.OfLink _, Notification.OfAddress _ -> Disturbance.LINKS;
      case Notification.OfRule _ -> Disturbance.ENTRIES;
      case Notification.OfRoute(Route route, _) ->
          route.protocol() == marks.protocol() || tables.contains(route.table())
              ? Disturbance.ENTRIES
              : Disturbance.NONE;
      case Notification.Overrun _ -> Disturbance.LOST;
    };
  }

  private HostNetwork look() {
    Set<Route> routes = new LinkedHashSet<>();
    tables.forEach(table -> routes.addAll(kernel.routesOfTable(table)));
    routes.addAll(kernel.routesOfProtocol(marks.protocol()));
    return new HostNetwork(kernel.links(), kernel.addresses(), kernel.rules(), List.copyOf(routes));
  }

  private Difference difference(HostNetwork host, HostIntent intent) {
    Recipe recipe = Recipe.of(intent, host, marks);
    Set<Ipv4Address> former = recipe.formerAddresses(host, marks);
    Set<Ipv4Address> inUse = former.isEmpty() ? Set.of() : connections.localAddresses();
    return Difference.between(host, recipe, inUse, marks);
  }

  private Set<Integer> tablesOf(HostIntent intent) {
    Set<Integer> all = new LinkedHashSet<>();
    all.add(marks.destinationTable());
    intent.second().ifPresent(second -> all.add(Marks.tableOf(second.address())));
    intent.backends().forEach(backend -> all.add(Marks.tableOf(backend.address())));
    return all;
  }

  /** Makes one change after the other; each relies on those before it, so a refusal ends it. */
  private Optional<Programmed.Refusal> make(List<Change> changes, List<Change> made) {
    for (Change change : changes) {
      switch (make(change)) {
        case Answer.Accepted _ -> {
          made.add(change);
          LOG.atInfo().addKeyValue("change", change).log("written");
        }
        case Answer.Refused(Errno errno, _) when isRemoval(change) && GONE.contains(errno) -> {}
        case Answer.Refused refused -> {
          LOG.atWarn().addKeyValue("change", change).addKeyValue("error", refused).log("refused");
          return Optional.of(new Programmed.Refusal(change, refused.toString()));
        }
      }
    }
    return Optional.empty();
  }

  private Answer make(Change change) {
    return switch (change) {
      case Change.SwitchOn(Link link) -> kernel.switchOn(link.index());
      case Change.SetGroup(Link link, int group) -> kernel.setGroup(link.index(), group);
      case Change.AddAddress(Address address) -> kernel.add(address);
      case Change.RemoveAddress(Address address) -> kernel.delete(address);
      case Change.PutRoute(Route route) -> kernel.replace(route);
      case Change.RemoveRoute(Route route) -> kernel.delete(route);
      case Change.AddRule(Rule rule) -> kernel.add(rule);
      case Change.RemoveRule(Rule rule) -> kernel.delete(rule);
    };
  }

  private static boolean isRemoval(Change change) {
    return switch (change) {
      case Change.RemoveAddress _, Change.RemoveRoute _, Change.RemoveRule _ -> true;
      case Change.SwitchOn _,
          Change.SetGroup _,
          Change.AddAddress _,
          Change.PutRoute _,
          Change.AddRule _ ->
          false;
    };
  }

  private Programmed programmed(
      HostNetwork host,
      HostIntent intent,
      Difference difference,
      Optional<Programmed.Refusal> refusal,
      List<Change> made) {
    Recipe recipe = Recipe.of(intent, host, marks);
    Set<Ipv4Address> standing =
        host.routes().stream()
            .filter(recipe.destinations()::contains)
            .map(route -> route.destination().network())
            .collect(Collectors.toSet());
    return new Programmed(
        intent,
        recipe.second().map(Link::name),
        standing,
        recipe.formerAddresses(host, marks),
        host.isWithoutOurs(marks),
        difference.obstacles(),
        refusal,
        made);
  }
}
