package io.mirrornet.operator.report;

import io.mirrornet.api.Condition;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.ConditionType;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.hostroute.DestinationStatus;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.network.HostStatus;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.plan.Next;
import io.mirrornet.operator.plan.Waiting;
import io.mirrornet.operator.plan.host.Verdict;
import io.mirrornet.operator.plan.provision.Provision;
import io.mirrornet.operator.plan.survey.SurveyedHost;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What holds of one host and what does not, in the order of its life. */
final class HostJudgements {

  private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(30);

  private final FleetPlan plan;
  private final SurveyedHost surveyed;
  private final MissedReading missed;
  private final Optional<HostStatus> before;
  private final Optional<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruption;

  /**
   * @param before what was last said of the host
   * @param disruption of the host, if one is under way
   */
  HostJudgements(
      FleetPlan plan,
      SurveyedHost surveyed,
      MissedReading missed,
      Optional<HostStatus> before,
      Optional<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruption) {
    this.plan = plan;
    this.surveyed = surveyed;
    this.missed = missed;
    this.before = before;
    this.disruption = disruption;
  }

  /** What this host lacks first, in the order of its life. */
  Judgement first() {
    return switch (surveyed.verdict()) {
      case Verdict.Refused(var name, var reason, var message) ->
          Judgement.no(reason, name + ": " + message);
      case Verdict.Unclear(var name, var reason, var message) ->
          Judgement.unknown(reason, name + ": " + message);
      case Verdict.Accepted _ ->
          Stream.<Supplier<Judgement>>of(
                  this::provisioned,
                  this::attached,
                  this::agentReady,
                  this::routesProgrammed,
                  this::verified)
              .map(Supplier::get)
              .filter(judgement -> !judgement.holds())
              .findFirst()
              .orElseGet(() -> Judgement.yes(name() + " reaches every frontend"));
    };
  }

  Judgement provisioned() {
    return switch (surveyed.provision().orElse(null)) {
      case Provision.Attached _, Provision.Detached _ ->
          Judgement.yes(name() + " has its second interface");
      case Provision.Missing _ ->
          Judgement.no(
              ConditionReason.Progressing,
              name() + ": the second interface is about to be created");
      case Provision.Coming(var reason, var message) ->
          Judgement.no(reason, name() + ": " + message);
      case Provision.Refused(var reason, var message) ->
          Judgement.no(reason, name() + ": " + message);
      case null -> Judgement.unknown(ConditionReason.NotObserved, name() + " is not looked at");
    };
  }

  Judgement attached() {
    Optional<Waiting> waiting =
        disruption.flatMap(record -> plan.disruption(record.key())).flatMap(Next::waiting);
    boolean open = disruption.filter(record -> record.status().phase().isOpen()).isPresent();
    if (!open && surveyed.provision().orElse(null) instanceof Provision.Attached) {
      return Judgement.yes(name() + "'s second interface is attached");
    }
    if (surveyed.provision().orElse(null) instanceof Provision.Refused(var reason, var message)) {
      return Judgement.no(reason, name() + ": " + message);
    }
    return waiting
        .map(wait -> Judgement.no(wait.reason(), name() + ": " + wait.message()))
        .orElseGet(() ->
            Judgement.no(
                ConditionReason.Progressing,
                name() + ": the second interface is not attached yet"));
  }

  Judgement agentReady() {
    if (surveyed.host().filter(host -> host.node().ready()).isEmpty()) {
      Optional<Judgement> abandoned = abandoned();
      if (abandoned.isPresent()) {
        return abandoned.get();
      }
      return Judgement.no(
          ConditionReason.NodeNotReady,
          "node %s is not Ready: kubectl describe node %s".formatted(name(), name()));
    }
    if (plan.survey()
        .fleet()
        .cluster()
        .readyAgents()
        .filter(on -> !on.contains(name()))
        .isPresent()) {
      return Judgement.no(
          ConditionReason.AgentMissing,
          """
          no agent is Ready on %s; look at its pod: kubectl get pods -A -o wide \
          -l app.kubernetes.io/name=mirrornet,app.kubernetes.io/component=agent \
          --field-selector spec.nodeName=%s\
          """
              .formatted(name(), name()));
    }
    Optional<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> route = surveyed.hostRoute();
    Optional<Long> observed =
        route.flatMap(object -> Optional.ofNullable(object.status().observedGeneration()));
    if (observed.isEmpty()) {
      return Judgement.no(
          ConditionReason.AgentMissing,
          "no agent on %s has reported yet: %s".formatted(name(), agentsLog()));
    }
    return observed.get() < route.orElseThrow().metadata().generation()
            && !isOnlyAsked(route.orElseThrow())
        ? Judgement.no(
            ConditionReason.AgentBehind,
            "the agent on %s has not read its newest host route: %s".formatted(name(), agentsLog()))
        : Judgement.yes("the agent on %s is ready".formatted(name()));
  }

  /** By host, since kubectl logs knows no node. */
  private String agentsLog() {
    return """
    kubectl get pods -A -l app.kubernetes.io/name=mirrornet,app.kubernetes.io/component=agent \
    --field-selector spec.nodeName=%s, then kubectl logs\
    """
        .formatted(name());
  }

  /**
   * Whether the agent was well until it was asked a question that it has had little time for. A
   * question changes the host route and nothing else; without this, each one would make every
   * network of the safety set not Ready for a moment.
   */
  private boolean isOnlyAsked(ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route) {
    Fleet fleet = plan.survey().fleet();
    boolean asked =
        fleet.evidenceRequests().values().stream()
            .filter(question -> question.nonce().equals(route.spec().evidenceRequest()))
            .anyMatch(question -> !fleet.now().isAfter(question.askedAt().plus(TIME_TO_ANSWER)));
    return asked && before.filter(host -> host.reason() != ConditionReason.AgentBehind).isPresent();
  }

  /** A host that was handed over while it was down is nobody's but that person's to bring back. */
  private Optional<Judgement> abandoned() {
    return plan.survey().fleet().cluster().disruptions().stream()
        .filter(record -> record.spec().host().equals(surveyed.name()))
        .filter(record -> record.status().phase().isFinal())
        .max(Comparator.comparing(record -> record.metadata().createdAt()))
        .flatMap(record ->
            Optional.ofNullable(record.spec().abandon())
                .map(abandonment ->
                    Judgement.no(
                        ConditionReason.DisruptionAbandoned,
                        "node %s is not Ready; %s was handed over to %s, who starts it: az vm start"
                                .formatted(name(), record.key(), abandonment.by())
                            + " --ids "
                            + record.spec().virtualMachine())));
  }

  Judgement routesProgrammed() {
    if (surveyed.hostRoute().isEmpty()) {
      return Judgement.no(
          ConditionReason.RoutesPending, "the agent on %s is not told yet".formatted(name()));
    }
    return routeStatus().destinations().stream()
        .filter(destination -> !destination.programmed())
        .findFirst()
        .map(missing -> Judgement.no(reason(missing, ConditionReason.RoutesPending), text(missing)))
        .orElseGet(() ->
            programmed() < destinations()
                ? Judgement.no(
                    ConditionReason.RoutesPending,
                    "routes on %s are being written".formatted(name()))
                : Judgement.yes("all routes stand on " + name()));
  }

  Judgement verified() {
    Judgement routes = routesProgrammed();
    if (!routes.holds()) {
      return routes; // Before they stand there is nothing to prove, and nothing is wrong.
    }
    Judgement local = localPath();
    if (destinations() > 0 && !local.holds()) {
      return local;
    }
    return routeStatus().destinations().stream()
        .filter(destination -> destination.reachable() != ConditionStatus.True)
        .filter(destination -> destination.reason() != ConditionReason.NotVerified)
        .filter(destination -> !missed.isOnly(destination.since()))
        .findFirst()
        .map(missing ->
            Judgement.no(reason(missing, ConditionReason.FrontendUnreachable), text(missing)))
        .orElseGet(() -> Judgement.yes(name() + " reaches every frontend"));
  }

  /** Why the local path is not proven, in the agent's own words: only it has tried. */
  private Judgement localPath() {
    if (routeStatus().provenLocal()) {
      return Judgement.yes("the local path on %s is proven".formatted(name()));
    }
    return routeStatus().conditions().stream()
        .filter(condition -> condition.type() == ConditionType.LocalPathProven)
        .filter(condition -> condition.status() != ConditionStatus.True)
        .findFirst()
        .map(condition ->
            missed.isOnly(condition.lastTransitionTime())
                ? Judgement.yes("the local path on %s was proven".formatted(name()))
                : new Judgement(
                    condition.status(), reasonOf(condition), name() + ": " + condition.message()))
        .orElseGet(() ->
            Judgement.unknown(
                ConditionReason.NotObserved, name() + ": the local path has not been tried yet"));
  }

  /** An agent of another version may give a reason that is not known here. */
  private static ConditionReason reasonOf(Condition condition) {
    return Stream.of(ConditionReason.values())
        .filter(reason -> reason.name().equals(condition.reason()))
        .findFirst()
        .orElse(ConditionReason.LocalPathSilent);
  }

  int destinations() {
    return surveyed.hostRoute().map(route -> route.spec().destinations().size()).orElse(0);
  }

  int reachable() {
    return (int)
        routeStatus().destinations().stream()
            .filter(destination -> destination.reachable() == ConditionStatus.True)
            .count();
  }

  int programmed() {
    return (int)
        routeStatus().destinations().stream().filter(DestinationStatus::programmed).count();
  }

  MirrorHostRouteStatus routeStatus() {
    return surveyed.hostRoute().map(ApiObject::status).orElse(MirrorHostRouteStatus.EMPTY);
  }

  private String text(DestinationStatus destination) {
    return "%s, %s: %s"
        .formatted(
            name(),
            destination.address(),
            Optional.ofNullable(destination.lastError()).orElse("no answer yet"));
  }

  private static ConditionReason reason(DestinationStatus status, ConditionReason otherwise) {
    return Optional.ofNullable(status.reason()).orElse(otherwise);
  }

  private String name() {
    return surveyed.name();
  }
}
