package io.mirrornet.agent.report;

import io.mirrornet.agent.assignment.Assignment;
import io.mirrornet.agent.assignment.HostRoute;
import io.mirrornet.agent.guard.Programmed;
import io.mirrornet.agent.netlink.Address;
import io.mirrornet.agent.probe.Admission;
import io.mirrornet.agent.route.Change;
import io.mirrornet.agent.route.Obstacle;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.ConditionType;
import io.mirrornet.api.hostroute.Destination;
import io.mirrornet.api.hostroute.GuestInterface;
import io.mirrornet.net.Ipv4Address;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds for one object, by what was seen. */
final class Judgement {

  private final HostRoute route;
  private final Observation seen;
  private final Optional<String> conflict;
  private final boolean isLast;

  Judgement(HostRoute route, Assignment assignment, Observation seen) {
    this.route = route;
    this.seen = seen;
    conflict = Optional.ofNullable(assignment.conflicts().get(route.uid()));
    isLast = assignment.intent().second().isEmpty();
  }

  Map<ConditionType, Verdict> verdicts() {
    Map<ConditionType, Verdict> all = new LinkedHashMap<>();
    Verdict routes = routesProgrammed();
    Verdict found = interfaceFound();
    Verdict path = localPathProven();
    Verdict reach = connectivityVerified();
    all.put(
        ConditionType.Ready,
        Stream.of(found, routes, path, reach)
            .filter(verdict -> !verdict.holds())
            .findFirst()
            .orElse(asksForNothing() ? routes : Verdict.yes("each destination is reached")));
    all.put(ConditionType.InterfaceFound, found);
    all.put(ConditionType.RoutesProgrammed, routes);
    all.put(ConditionType.LocalPathProven, path);
    all.put(ConditionType.ConnectivityVerified, reach);
    return all;
  }

  /** Whether the kernel is where this generation wants it, as far as that can be. */
  boolean isApplied() {
    if (asksForNothing()) {
      return routesProgrammed().holds();
    }
    return seen.programmed().filter(stands -> stands.refusal().isEmpty()).isPresent()
        && route.destinations().stream()
            .allMatch(address -> isProgrammed(address) || withheld(address).isPresent());
  }

  boolean isProgrammed(Ipv4Address destination) {
    return conflict.isEmpty()
        && seen.programmed()
            .filter(stands -> stands.destinations().contains(destination))
            .isPresent();
  }

  boolean isLocalPathProven() {
    return !asksForNothing() && localPathProven().holds();
  }

  /** Why a destination has no route, where that is settled. */
  Optional<Verdict> withheld(Ipv4Address destination) {
    if (isProgrammed(destination)) {
      return Optional.empty();
    }
    return elsewhere()
        .or(() -> noInterface())
        .or(() -> protection(destination))
        .or(() -> worse(destination));
  }

  Verdict reach(Destination asked) {
    return HostRouteReport.reach(asked, seen.reach().getOrDefault(asked.address(), Map.of()));
  }

  private Verdict interfaceFound() {
    if (asksForNothing()) {
      return Verdict.nothingToDo("nothing is asked for");
    }
    return elsewhere()
        .or(() -> noInterface())
        .orElseGet(() ->
            seen.programmed()
                .flatMap(Programmed::interfaceName)
                .map(name -> Verdict.yes(name + " is the second interface"))
                .orElse(Verdict.unknown(ConditionReason.NotObserved, "not looked at yet")));
  }

  private Verdict routesProgrammed() {
    if (asksForNothing()) {
      return removed();
    }
    Optional<Verdict> problem =
        elsewhere()
            .or(() -> noInterface())
            .or(() -> kernelRefused())
            .or(() -> obstacle())
            .or(() -> firstWithheld());
    if (problem.isPresent()) {
      return problem.get();
    }
    long standing = route.destinations().stream().filter(this::isProgrammed).count();
    int wanted = route.destinations().size();
    return standing == wanted
        ? Verdict.yes("%d of %d routes stand".formatted(standing, wanted))
        : Verdict.no(
            ConditionReason.RoutesPending,
            "%d of %d routes stand; the others are being tried and written"
                .formatted(standing, wanted));
  }

  private Verdict removed() {
    Optional<Programmed> programmed = seen.programmed();
    if (programmed.isEmpty()) {
      return Verdict.unknown(ConditionReason.NotObserved, "not looked at yet");
    }
    if (!isLast || programmed.get().clean()) {
      return Verdict.nothingToDo("nothing is asked for, and nothing is left");
    }
    return kernelRefused()
        .orElseGet(() ->
            Verdict.no(
                ConditionReason.Removing,
                programmed.get().retained().isEmpty()
                    ? "routes and rules are being removed"
                    : "connections from %s are open; the rules that carry them go when the last"
                            .formatted(addresses(programmed.get().retained()))
                        + " one ends: ss -tn src "
                        + first(programmed.get().retained())));
  }

  private Verdict localPathProven() {
    if (asksForNothing()) {
      return Verdict.nothingToDo("nothing is asked for");
    }
    Optional<Verdict> missing = elsewhere().or(() -> noInterface());
    if (missing.isPresent()) {
      return missing.get();
    }
    return switch (seen.localPath()) {
      case Observation.LocalPath.Untried _ ->
          Verdict.unknown(ConditionReason.NotObserved, "not tried yet");
      case Observation.LocalPath.Proven _ ->
          Verdict.yes("a packet from the second interface came back and was answered");
      case Observation.LocalPath.Silent(List<Ipv4Address> silent) ->
          Verdict.no(
              ConditionReason.LocalPathSilent,
              "no answer from %s to a packet from the second interface; a firewall of the host or"
                      .formatted(addresses(silent))
                  + " a network security group may drop it: allow TCP from "
                  + second().map(GuestInterface::address).map(Object::toString).orElse("it")
                  + " to the ports of the mirrors");
    };
  }

  private Verdict connectivityVerified() {
    if (asksForNothing()) {
      return Verdict.nothingToDo("nothing is asked for");
    }
    List<Verdict> all = route.spec().destinations().stream().map(this::reach).toList();
    Optional<Verdict> unreached =
        all.stream().filter(verdict -> verdict.status() == ConditionStatus.False).findFirst();
    Optional<Verdict> untried =
        all.stream().filter(verdict -> verdict.reason() == ConditionReason.NotObserved).findFirst();
    long reached = all.stream().filter(Verdict::holds).count();
    return unreached
        .or(() -> untried)
        .or(() -> reached == 0 ? Optional.of(all.getFirst()) : Optional.empty())
        .orElseGet(() ->
            Verdict.yes(
                "%d reached, %d routed and not verified".formatted(reached, all.size() - reached)));
  }

  private Optional<Verdict> elsewhere() {
    return conflict.map(why ->
        Verdict.no(
            ConditionReason.HostOfAnotherNetwork,
            why + "; take this host out of one of the networks"));
  }

  private Optional<Verdict> noInterface() {
    Optional<GuestInterface> second = second();
    if (second.isEmpty()) {
      return Optional.of(
          Verdict.no(
              ConditionReason.InterfaceNotFound, "the second interface is not attached yet"));
    }
    return seen.programmed()
        .filter(stands -> stands.interfaceName().isEmpty())
        .map(_ ->
            Verdict.no(
                ConditionReason.InterfaceNotFound,
                "no interface of this host has the MAC address %s and stands on its own; see: ip"
                        .formatted(second.get().mac())
                    + " -br link"));
  }

  private Optional<Verdict> kernelRefused() {
    return seen.programmed()
        .flatMap(Programmed::refusal)
        .map(refusal ->
            refusal.change() instanceof Change.AddAddress(var address)
                ? addressMissing(address, refusal.reason())
                : Verdict.no(
                    ConditionReason.KernelRefused,
                    "the kernel refused %s: %s".formatted(refusal.change(), refusal.reason())));
  }

  private static Verdict addressMissing(Address address, String reason) {
    return Verdict.no(
        ConditionReason.InterfaceAddressMissing,
        "the second interface has no address %s/%d, and the kernel refused to add it: %s; see: ip -4"
                .formatted(address.local(), address.prefixLength(), reason)
            + " addr");
  }

  private Optional<Verdict> obstacle() {
    return obstacles().flatMap(obstacle -> verdict(obstacle).stream()).findFirst();
  }

  private Optional<Verdict> verdict(Obstacle obstacle) {
    return switch (obstacle) {
      case Obstacle.InterfaceMissing _ -> Optional.empty(); // see noInterface
      case Obstacle.ProtectedDestination _ -> Optional.empty(); // see protection
      case Obstacle.BackendInterfaceMissing(var backend) ->
          Optional.of(
              Verdict.no(
                  ConditionReason.InterfaceNotFound,
                  "no interface of this host has the MAC address %s of the backend %s; see: ip -br"
                          .formatted(backend.mac(), backend.address())
                      + " link"));
      case Obstacle.BackendInterfaceDown(var backend, String link) ->
          Optional.of(
              Verdict.no(
                  ConditionReason.InterfaceNotFound,
                  "%s, which has the backend's address %s, is down: ip link set %s up"
                      .formatted(link, backend.address(), link)));
      case Obstacle.ForeignRuleInTheWay(var rule) ->
          Optional.of(
              Verdict.no(
                  ConditionReason.KernelRefused,
                  "the rule \"%s\" stands between ours at priority 0 and cannot be told from"
                          .formatted(rule)
                      + " another one there; give it a priority of its own above 0"));
    };
  }

  private Optional<Verdict> firstWithheld() {
    return route.destinations().stream()
        .sorted()
        .flatMap(address -> withheld(address).stream())
        .findFirst();
  }

  private Optional<Verdict> protection(Ipv4Address destination) {
    return obstacles()
        .filter(Obstacle.ProtectedDestination.class::isInstance)
        .map(Obstacle.ProtectedDestination.class::cast)
        .filter(obstacle -> obstacle.destination().equals(destination))
        .map(obstacle ->
            Verdict.no(
                ConditionReason.DestinationProtected,
                "no route may lead to %s: it is %s".formatted(destination, obstacle.why())))
        .findFirst();
  }

  private Optional<Verdict> worse(Ipv4Address destination) {
    return Optional.of(seen.admission(destination))
        .filter(admission -> admission.state() == Admission.State.WITHHELD)
        .flatMap(Admission::evidence)
        .map(trial ->
            Verdict.no(
                ConditionReason.SecondAddressRefused,
                "%s port %d: from %s %s, from the primary address connected. With the route all"
                        .formatted(destination, trial.port(), secondAddress(), trial.second())
                    + " calls would fail, so it is withheld until the second address gets through:"
                    + " open network security groups, host firewalls and lists of allowed addresses"
                    + " for "
                    + secondAddress()));
  }

  private Stream<Obstacle> obstacles() {
    return seen.programmed().stream().flatMap(stands -> stands.obstacles().stream());
  }

  private boolean asksForNothing() {
    return route.spec().destinations().isEmpty();
  }

  private Optional<GuestInterface> second() {
    return Optional.ofNullable(route.spec().secondary());
  }

  private String secondAddress() {
    return second().map(GuestInterface::address).map(Object::toString).orElse("the second address");
  }

  private static String addresses(Collection<Ipv4Address> addresses) {
    return addresses.stream().sorted().map(Ipv4Address::toString).collect(Collectors.joining(", "));
  }

  private static Ipv4Address first(Collection<Ipv4Address> addresses) {
    return addresses.iterator().next();
  }
}
