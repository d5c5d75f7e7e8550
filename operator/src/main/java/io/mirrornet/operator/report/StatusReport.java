package io.mirrornet.operator.report;

import io.mirrornet.api.Condition;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.ConditionType;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.api.network.Mode;
import io.mirrornet.api.network.PlanState;
import io.mirrornet.api.network.PlanStep;
import io.mirrornet.api.network.Summary;
import io.mirrornet.operator.model.azure.Unread;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.plan.Waiting;
import io.mirrornet.operator.plan.discovery.Frontend;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The status of a network. */
public final class StatusReport {

  private final FleetPlan plan;
  private final NetworkSurvey network;
  private final List<HostReport> hosts;
  private final MissedReading missed;
  private final Roll roll;

  private StatusReport(FleetPlan plan, NetworkSurvey network) {
    this.plan = plan;
    this.network = network;
    this.missed =
        new MissedReading(
            network.network().metadata(),
            network.network().status().conditions(),
            plan.survey().fleet().now());
    this.hosts =
        network.hosts().stream().map(host -> new HostReport(plan, network, host, missed)).toList();
    this.roll = new Roll(plan, network);
  }

  /** The status of this network, as the plan sees it; times of transition are kept. */
  public static HealthShareMirrorNetworkStatus of(FleetPlan plan, NetworkSurvey network) {
    return new StatusReport(plan, network).status();
  }

  /**
   * A status of a network at which the operator fails: Ready and Stalled say so, the rest is as far
   * as it was seen.
   */
  public static HealthShareMirrorNetworkStatus stalled(
      ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> network,
      HealthShareMirrorNetworkStatus seen,
      FleetPlan.Defect defect,
      Instant now) {
    Map<ConditionType, Condition> conditions = new EnumMap<>(ConditionType.class);
    seen.conditions().forEach(condition -> conditions.put(condition.type(), condition));
    Map.of(
            ConditionType.Ready,
            Judgement.no(ConditionReason.InternalError, defect.message()),
            ConditionType.Reconciling,
            Judgement.no(ConditionReason.NothingToDo, "the operator fails at it"),
            ConditionType.Stalled,
            new Judgement(ConditionStatus.True, ConditionReason.InternalError, defect.message()))
        .forEach((type, judgement) ->
            conditions.put(
                type, judgement.as(type, network.metadata(), network.status().conditions(), now)));
    return new HealthShareMirrorNetworkStatus(
        network.metadata().generation(),
        List.copyOf(conditions.values()),
        seen.summary(),
        seen.frontends(),
        seen.hosts(),
        seen.plan());
  }

  private HealthShareMirrorNetworkStatus status() {
    return new HealthShareMirrorNetworkStatus(
        network.network().metadata().generation(),
        conditions(),
        summary(),
        new FrontendReport(network).status(),
        hosts.stream().map(HostReport::status).toList(),
        planSteps());
  }

  private List<Condition> conditions() {
    Map<ConditionType, Judgement> judgements = new EnumMap<>(ConditionType.class);
    judgements.put(ConditionType.FrontendsDiscovered, frontendsDiscovered());
    judgements.put(ConditionType.InterfacesProvisioned, ofHosts(HostJudgements::provisioned));
    judgements.put(ConditionType.InterfacesAttached, ofHosts(HostJudgements::attached));
    judgements.put(ConditionType.AgentsReady, ofHosts(HostJudgements::agentReady));
    judgements.put(ConditionType.RoutesProgrammed, ofHosts(HostJudgements::routesProgrammed));
    judgements.put(ConditionType.ConnectivityVerified, ofHosts(HostJudgements::verified));
    Judgement ready = ready(judgements);
    judgements.put(ConditionType.Ready, ready);
    judgements.put(ConditionType.Reconciling, reconciling(ready));
    judgements.put(ConditionType.Stalled, stalled(ready));
    List<Condition> before = network.network().status().conditions();
    return judgements.entrySet().stream()
        .map(entry ->
            entry
                .getValue()
                .as(
                    entry.getKey(),
                    network.network().metadata(),
                    before,
                    plan.survey().fleet().now()))
        .toList();
  }

  private Judgement frontendsDiscovered() {
    Optional<Map.Entry<String, Unread>> unread =
        network.unread().entrySet().stream()
            .filter(entry -> !missed.isOnly(entry.getValue()))
            .findFirst();
    if (unread.isPresent()) {
      return Judgement.unknown(
          unreadReason(unread.get().getValue()),
          "%s could not be read: %s"
              .formatted(unread.get().getKey(), unread.get().getValue().message()));
    }
    Optional<Judgement> problem =
        // A host that is refused tells first what is wrong, and hides the frontends that lead to
        // it.
        !hosts.isEmpty() && hosts.stream().allMatch(HostReport::isAccepted)
            ? new References(network, plan.survey().fleet().azure()).problem()
            : Optional.empty();
    if (problem.isPresent()) {
      return problem.get();
    }
    long routed = network.frontends().stream().filter(Frontend::isRouted).count();
    return routed == 0 && network.spec().loadBalancers().additionalAddresses().isEmpty()
        ? Judgement.no(
            ConditionReason.NoFrontendFound,
            "no private frontend leads to a host; name load balancers of other resource groups in"
                + " spec.loadBalancers.include")
        : Judgement.yes(
            routed == 1
                ? "1 frontend leads to the hosts"
                : "%d frontends lead to the hosts".formatted(routed));
  }

  /** A read that failed is no operation: what has no reason of its own is Azure out of reach. */
  private static ConditionReason unreadReason(Unread why) {
    return why.reason() == ConditionReason.AzureOperationFailed
        ? ConditionReason.AzureUnreachable
        : why.reason();
  }

  /** The host whose turn it is speaks first, so that conditions and plan name the same one. */
  private static List<HostReport> inTurn(List<HostReport> hosts, List<String> rolling) {
    return hosts.stream()
        .sorted(
            Comparator.comparingInt(host -> {
              int turn = rolling.indexOf(host.name());
              return turn < 0 ? Integer.MAX_VALUE : turn;
            }))
        .toList();
  }

  /** Worst of the hosts: what is refused or waited for before what is under way. */
  private Judgement ofHosts(Function<HostJudgements, Judgement> aspect) {
    if (hosts.isEmpty()) {
      return Judgement.no(
          ConditionReason.NoHostFound, "no node matches spec.hosts; label one or name it");
    }
    return inTurn(hosts, roll.hosts()).stream()
        .filter(HostReport::isAccepted)
        .map(HostReport::judgements)
        .map(aspect)
        .filter(judgement -> !judgement.holds())
        .findFirst()
        .or(() ->
            hosts.stream()
                .filter(host -> !host.isAccepted())
                .map(HostReport::judgement)
                .findFirst())
        .orElseGet(() -> Judgement.yes("so on all %d hosts".formatted(hosts.size())));
  }

  /** What the cluster does not let the operator do for this network. */
  private Optional<Judgement> refused() {
    List<String> names = hosts.stream().map(HostReport::name).toList();
    return plan.survey().fleet().refusals().stream()
        .filter(refusal -> refusal.concerns(network.key(), names))
        .findFirst()
        .map(refusal -> Judgement.no(refusal.reason(), refusal.message()));
  }

  private Judgement ready(Map<ConditionType, Judgement> aspects) {
    Optional<Judgement> refused = refused();
    if (refused.isPresent()) {
      return refused.get();
    }
    if (network.isDeleting()) {
      return Judgement.no(ConditionReason.Removing, "the network is being removed");
    }
    if (network.spec().paused()) {
      return Judgement.no(ConditionReason.Paused, "spec.paused is true; set it to false to go on");
    }
    if (network.spec().mode() == Mode.Observe) {
      return Judgement.no(
          ConditionReason.Observing, "spec.mode is Observe; set it to Enforce to act on the plan");
    }
    return aspects.values().stream()
        .filter(aspect -> !aspect.holds())
        .findFirst()
        // What nobody could see stays Unknown: it is neither a yes nor a no.
        .orElseGet(
            () -> Judgement.yes("each of %d hosts reaches each frontend".formatted(hosts.size())));
  }

  private Judgement reconciling(Judgement ready) {
    return !ready.holds() && Expectation.of(ready.reason()) == Expectation.OF_THE_OPERATOR
        ? new Judgement(ConditionStatus.True, ConditionReason.Progressing, ready.message())
        : Judgement.no(ConditionReason.NothingToDo, "the operator has nothing to do now");
  }

  private Judgement stalled(Judgement ready) {
    return !ready.holds() && Expectation.of(ready.reason()) == Expectation.OF_A_CHANGE
        ? new Judgement(ConditionStatus.True, ready.reason(), ready.message())
        : Judgement.no(ConditionReason.NothingToDo, "nothing has to be changed by a person");
  }

  private Summary summary() {
    long ready = hosts.stream().filter(HostReport::isReady).count();
    int destinations = hosts.stream().mapToInt(host -> host.judgements().destinations()).sum();
    int reachable = hosts.stream().mapToInt(host -> host.judgements().reachable()).sum();
    return new Summary(
        ready + "/" + hosts.size(),
        (int) network.frontends().stream().filter(Frontend::isRouted).count(),
        reachable + "/" + destinations);
  }

  /** The roll in its order; then what else is waited for, by host. */
  private List<PlanStep> planSteps() {
    List<String> rolling = roll.hosts();
    Stream<Waiting> ofDisruptions =
        plan.survey().fleet().cluster().disruptions().stream()
            .filter(record -> record.key().namespace().equals(network.key().namespace()))
            .filter(record -> record.spec().network().equals(network.key().name()))
            .flatMap(record -> plan.disruption(record.key()).stream())
            .flatMap(next -> next.waiting().stream());
    Stream<Waiting> leftBehind =
        plan.leftovers().stream()
            .flatMap(next -> next.waiting().stream())
            .filter(waiting -> network.host(waiting.subject()).isPresent());
    Stream<PlanStep> others =
        Stream.of(leftBehind, plan.waiting(network.key()).stream(), ofDisruptions)
            .flatMap(waiting -> waiting)
            .filter(waiting -> !rolling.contains(waiting.subject()))
            .distinct()
            .map(waiting ->
                new PlanStep(
                    PlanState.Waiting,
                    waiting.subject(),
                    "go on with %s (%s)".formatted(waiting.subject(), waiting.reason()),
                    waiting.message()));
    return Stream.concat(roll.steps().stream(), others).toList();
  }
}
