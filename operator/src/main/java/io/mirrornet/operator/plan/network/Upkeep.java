package io.mirrornet.operator.plan.network;

import io.mirrornet.api.hostroute.Destination;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.Next;
import io.mirrornet.operator.plan.discovery.Frontend;
import io.mirrornet.operator.plan.host.Host;
import io.mirrornet.operator.plan.host.Verdict;
import io.mirrornet.operator.plan.provision.Provision;
import io.mirrornet.operator.plan.route.Destinations;
import io.mirrornet.operator.plan.route.HostRouteDesign;
import io.mirrornet.operator.plan.route.HostRouteName;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import io.mirrornet.operator.plan.survey.Survey;
import io.mirrornet.operator.plan.survey.SurveyedHost;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a network that lives needs. */
final class Upkeep {

  private final Survey survey;
  private final NetworkSurvey network;
  private final Removal removal;

  Upkeep(Survey survey, NetworkSurvey network) {
    this.survey = survey;
    this.network = network;
    this.removal = new Removal(survey, network);
  }

  List<Next> next() {
    if (!network.isEnforced()) {
      return List.of();
    }
    if (!network.network().metadata().finalizers().contains(Labels.FINALIZER)) {
      return List.of(Next.due(new Action.SetFinalizer(network.network().metadata(), true)));
    }
    List<Next> all = new ArrayList<>();
    network.hosts().forEach(surveyed -> all.addAll(ofHost(surveyed)));
    all.addAll(removal.ofUnwanted());
    return all;
  }

  private List<Next> ofHost(SurveyedHost surveyed) {
    return switch (surveyed.verdict()) {
      case Verdict.Refused(var name, var reason, var message) ->
          List.of(Next.waiting(name, reason, message));
      case Verdict.Unclear(var name, var reason, var message) ->
          List.of(Next.waiting(name, reason, message));
      case Verdict.Accepted(var host) -> {
        Provision provision = surveyed.provision().orElseThrow();
        List<Next> all = new ArrayList<>();
        if (!host.node().labels().containsKey(Labels.HOST)) {
          all.add(Next.due(new Action.LabelHost(host.node(), true)));
        }
        hostRoute(surveyed, host, provision).ifPresent(all::add);
        provision(host, provision).ifPresent(all::add);
        yield all;
      }
    };
  }

  private Optional<Next> hostRoute(SurveyedHost surveyed, Host host, Provision provision) {
    MirrorHostRouteSpec before = surveyed.hostRoute().map(route -> route.spec()).orElse(null);
    List<Destination> destinations =
        Destinations.keeping(
            wanted(host, network.frontends(), mayStand(before)),
            before == null ? List.of() : before.destinations(),
            network
                .confirmedFrontends()
                .map(frontends -> wanted(host, frontends, mayStand(before))),
            network.isRead());
    MirrorHostRouteSpec desired =
        new HostRouteDesign(
                survey.fleet().azure(),
                network.spec(),
                survey.declarations(host.name()).probes(network.key()))
            .of(host, provision, destinations, before == null ? null : before.evidenceRequest());
    return desired.equals(before) || wouldForget(desired, before)
        ? Optional.empty()
        : Optional.of(
            Next.due(
                new Action.ApplyHostRoute(
                    HostRouteName.of(network.key(), host.name(), host.node().uid()),
                    network.key(),
                    desired)));
  }

  private List<Destination> wanted(Host host, List<Frontend> frontends, Set<Ipv4Address> standing) {
    Set<Ipv4Address> forbidden = new HashSet<>(network.forbidden().keySet());
    forbidden.removeAll(standing);
    return Destinations.wanted(network.spec(), forbidden, host.virtualMachine().id(), frontends);
  }

  /** The routes that stand already and whose ban was seen only once. */
  private Set<Ipv4Address> mayStand(@Nullable MirrorHostRouteSpec before) {
    return before == null
        ? Set.of()
        : before.destinations().stream()
            .map(Destination::address)
            .filter(address -> !network.confirmedForbidden().contains(address))
            .collect(Collectors.toSet());
  }

  /**
   * Whether something that the agent works with is missing only because it could not be read: an
   * agent that is told of no interface takes its routes away.
   */
  private boolean wouldForget(MirrorHostRouteSpec desired, @Nullable MirrorHostRouteSpec before) {
    if (before == null || network.isRead()) {
      return false;
    }
    return (desired.secondary() == null && before.secondary() != null)
        || !desired.backends().containsAll(before.backends());
  }

  private Optional<Next> provision(Host host, Provision provision) {
    return switch (provision) {
      case Provision.Missing(var design) ->
          Optional.of(Next.due(new Action.CreateInterface(host.virtualMachine().id(), design)));
      case Provision.Coming(var reason, var message) ->
          Optional.of(Next.waiting(host.name(), reason, message));
      case Provision.Refused(var reason, var message) ->
          Optional.of(Next.waiting(host.name(), reason, message));
      case Provision.Detached(var nic) ->
          new Proposals(survey, network).of(host, nic).map(Next::due);
      case Provision.Attached _ -> Optional.empty();
    };
  }
}
