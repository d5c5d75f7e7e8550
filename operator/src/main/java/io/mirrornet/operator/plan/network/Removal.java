package io.mirrornet.operator.plan.network;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.Action.NodeIdentity;
import io.mirrornet.operator.plan.Next;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import io.mirrornet.operator.plan.survey.Survey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes away what was programmed: destinations are emptied, the agent acknowledges, the host route
 * goes, the label goes, the finalizer goes. An attached NIC stays.
 */
final class Removal {

  /** How long an agent may take to acknowledge; its own start cleans up what it then left. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Survey survey;
  private final NetworkSurvey network;

  Removal(Survey survey, NetworkSurvey network) {
    this.survey = survey;
    this.network = network;
  }

  /** For a network that is to go. */
  List<Next> ofAll() {
    if (!network.network().metadata().finalizers().contains(Labels.FINALIZER)) {
      return List.of();
    }
    List<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> routes = hostRoutes();
    if (!routes.isEmpty()) {
      return routes.stream().map(route -> ofHostRoute(route, isImpatient())).toList();
    }
    List<Next> unlabel = unlabel();
    return unlabel.isEmpty()
        ? List.of(Next.due(new Action.SetFinalizer(network.network().metadata(), false)))
        : unlabel;
  }

  /** For nodes that the network does not want any more. */
  List<Next> ofUnwanted() {
    Set<String> wanted =
        network.hosts().stream().map(host -> host.name()).collect(Collectors.toSet());
    List<Next> all = new ArrayList<>();
    for (ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route : hostRoutes()) {
      if (!wanted.contains(route.spec().nodeName()) || isOfFormerNode(route)) {
        all.add(ofHostRoute(route, false));
      }
    }
    all.addAll(unlabel());
    return all;
  }

  /** Nodes that carry the label and belong to no network any more lose it. */
  private List<Next> unlabel() {
    Set<String> hosts =
        survey.networks().stream()
            .filter(other -> !other.isDeleting())
            .flatMap(other -> other.hosts().stream())
            .map(host -> host.name())
            .collect(Collectors.toSet());
    Set<String> served =
        survey.fleet().cluster().hostRoutes().stream()
            .map(route -> route.spec().nodeName())
            .collect(Collectors.toSet());
    return survey.fleet().cluster().nodes().values().stream()
        .filter(node -> node.labels().containsKey(Labels.HOST))
        .filter(node -> !hosts.contains(node.name()) && !served.contains(node.name()))
        .map(node -> Next.due(new Action.LabelHost(node, false)))
        .toList();
  }

  private Next ofHostRoute(
      ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route, boolean impatient) {
    if (isOfFormerNode(route)) {
      return Next.due(
          new Action.DeleteHostRoute(
              route.metadata(),
              Optional.of(new NodeIdentity(route.spec().nodeName(), route.spec().nodeUid()))));
    }
    if (!route.spec().destinations().isEmpty()) {
      return Next.due(
          new Action.ApplyHostRoute(
              route.key(), network.key(), route.spec().withDestinations(List.of())));
    }
    Long observed = route.status().observedGeneration();
    boolean acknowledged = observed != null && observed >= route.metadata().generation();
    return acknowledged || impatient
        ? Next.due(new Action.DeleteHostRoute(route.metadata(), Optional.empty()))
        : Next.waiting(
            route.spec().nodeName(),
            ConditionReason.Removing,
            "the agent on %s has not removed its routes yet".formatted(route.spec().nodeName()));
  }

  private boolean isOfFormerNode(ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route) {
    Optional<Node> node = survey.fleet().cluster().node(route.spec().nodeName());
    return node.filter(now -> now.uid().equals(route.spec().nodeUid())).isEmpty();
  }

  private boolean isImpatient() {
    return network
        .network()
        .metadata()
        .deletingSince()
        .filter(since -> survey.fleet().now().isAfter(since.plus(PATIENCE)))
        .isPresent();
  }

  private List<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> hostRoutes() {
    return survey.fleet().cluster().hostRoutes().stream()
        .filter(route -> route.key().namespace().equals(network.key().namespace()))
        .filter(route ->
            Labels.ofNetwork(network.key().name())
                .equals(route.metadata().labels().get(Labels.NETWORK)))
        .toList();
  }
}
