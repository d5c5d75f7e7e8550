package io.mirrornet.operator.report;

import io.mirrornet.api.MemberRole;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.network.Member;
import io.mirrornet.api.network.Mirror;
import io.mirrornet.api.network.PlanState;
import io.mirrornet.api.network.PlanStep;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.plan.Next;
import io.mirrornet.operator.plan.Waiting;
import io.mirrornet.operator.plan.provision.Provision;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import io.mirrornet.operator.plan.survey.SurveyedHost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The order in which the hosts get their interfaces: the one that is under way; then those that
 * hold no primary; then those that the fewest failovers set free. One after the other.
 */
final class Roll {

  /**
   * A host that has its turn still before it.
   *
   * @param primaries the mirrors whose primary is on it, each with the command that moves it
   * @param isKnown whether the role of each declared member was seen
   */
  private record Turn(
      String host,
      Optional<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruption,
      List<String> primaries,
      boolean isKnown) {

    boolean isOpen() {
      return disruption.filter(record -> record.status().phase().isOpen()).isPresent();
    }

    static final Comparator<Turn> ORDER =
        Comparator.comparing((Turn turn) -> !turn.isOpen())
            .thenComparing(turn -> !turn.isKnown())
            .thenComparingInt(turn -> turn.primaries().size())
            .thenComparing(Turn::host);
  }

  private final FleetPlan plan;
  private final NetworkSurvey network;
  private final List<Turn> turns;

  Roll(FleetPlan plan, NetworkSurvey network) {
    this.plan = plan;
    this.network = network;
    this.turns =
        network.hosts().stream()
            .filter(host -> host.host().isPresent())
            .map(this::turn)
            .filter(turn -> turn.isOpen() || isToBeAttached(turn.host()))
            .sorted(Turn.ORDER)
            .toList();
  }

  /** Names of the hosts that have a line. */
  List<String> hosts() {
    return turns.stream().map(Turn::host).toList();
  }

  /** One line for each host, in their order. */
  List<PlanStep> steps() {
    List<PlanStep> steps = new ArrayList<>();
    Optional<String> before = Optional.empty();
    for (Turn turn : turns) {
      steps.add(step(turn, before));
      before = Optional.of(turn.host());
    }
    return List.copyOf(steps);
  }

  private PlanStep step(Turn turn, Optional<String> before) {
    List<String> needs = new ArrayList<>();
    before.ifPresent(host -> needs.add("the turn of %s comes first".formatted(host)));
    waiting(turn).ifPresent(needs::add);
    if (!turn.isOpen()) {
      needs.addAll(turn.primaries());
    }
    PlanState state =
        before.isPresent() ? PlanState.Later : needs.isEmpty() ? PlanState.Due : PlanState.Waiting;
    return new PlanStep(
        state,
        turn.host(),
        "attach the second interface to %s: deallocate, attach, start".formatted(turn.host()),
        needs.isEmpty() ? null : String.join("; ", needs));
  }

  private Optional<String> waiting(Turn turn) {
    if (!network.isEnforced() && !turn.isOpen()) {
      return Optional.of(
          network.spec().paused()
              ? "it waits for spec.paused to be false"
              : "it waits for spec.mode to be Enforce");
    }
    Optional<Next> next = turn.disruption().flatMap(record -> plan.disruption(record.key()));
    return next.isPresent()
        ? next.flatMap(Next::waiting).map(Waiting::message)
        : plan.waiting(network.key()).stream()
            .filter(waiting -> waiting.subject().equals(turn.host()))
            .map(Waiting::message)
            .findFirst()
            .or(() -> Optional.of("its interface and its proposal are being made"));
  }

  private boolean isToBeAttached(String host) {
    return switch (network.host(host).flatMap(SurveyedHost::provision).orElse(null)) {
      case Provision.Missing _, Provision.Coming _, Provision.Detached _ -> true;
      case Provision.Attached _, Provision.Refused _ -> false;
      case null -> false;
    };
  }

  private Turn turn(SurveyedHost host) {
    List<String> primaries = new ArrayList<>();
    boolean known = true;
    for (Mirror mirror : network.spec().mirrors()) {
      for (Member member : mirror.members()) {
        if (member.host().equals(host.name())) {
          MemberRole role = role(host, mirror, member);
          known &= role != MemberRole.Unknown;
          if (role == MemberRole.Primary) {
            primaries.add(failover(mirror, member));
          }
        }
      }
    }
    return new Turn(host.name(), disruption(host.name()), primaries, known);
  }

  private static String failover(Mirror mirror, Member member) {
    return "the failover of %s to its partner is a person's to make: iris stop %s quietly, on %s"
        .formatted(mirror.name(), member.instance(), member.host());
  }

  private static MemberRole role(SurveyedHost host, Mirror mirror, Member member) {
    return host.hostRoute().stream()
        .flatMap(route -> route.status().mirrors().stream())
        .filter(seen ->
            seen.mirror().equals(mirror.name()) && seen.instance().equals(member.instance()))
        .findFirst()
        .map(seen -> seen.role())
        .orElse(MemberRole.Unknown);
  }

  private Optional<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruption(String host) {
    Stream<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> all =
        plan.survey().fleet().cluster().disruptions().stream();
    return all.filter(record -> record.spec().host().equals(host))
        .filter(record -> !record.status().phase().isFinal())
        .findFirst();
  }
}
