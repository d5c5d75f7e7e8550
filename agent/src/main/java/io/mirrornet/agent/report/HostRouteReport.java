package io.mirrornet.agent.report;

import io.mirrornet.agent.assignment.Assignment;
import io.mirrornet.agent.assignment.HostRoute;
import io.mirrornet.agent.guard.Programmed;
import io.mirrornet.agent.probe.Outcome;
import io.mirrornet.api.Condition;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.ConditionType;
import io.mirrornet.api.hostroute.Destination;
import io.mirrornet.api.hostroute.DestinationStatus;
import io.mirrornet.api.hostroute.Evidence;
import io.mirrornet.api.hostroute.MemberEvidence;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.hostroute.MirrorRole;
import io.mirrornet.net.Ipv4Address;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The status of one object. */
public final class HostRouteReport {

  private final HostRoute route;
  private final MirrorHostRouteStatus before;
  private final Observation seen;
  private final Judgement judgement;

  private HostRouteReport(
      HostRoute route, MirrorHostRouteStatus before, Assignment assignment, Observation seen) {
    this.route = route;
    this.before = before;
    this.seen = seen;
    this.judgement = new Judgement(route, assignment, seen);
  }

  /**
   * The status to be. Times are those of the status before wherever the same is told.
   *
   * @param before the status that was told last
   */
  public static MirrorHostRouteStatus of(
      HostRoute route, MirrorHostRouteStatus before, Assignment assignment, Observation seen) {
    return new HostRouteReport(route, before, assignment, seen).status();
  }

  /** The status before, with the answer to a request for evidence. */
  public static MirrorHostRouteStatus answered(MirrorHostRouteStatus before, Evidence evidence) {
    return new MirrorHostRouteStatus(
        before.observedGeneration(),
        before.interfaceName(),
        before.conditions(),
        before.destinations(),
        before.provenLocal(),
        before.mirrors(),
        evidence);
  }

  private MirrorHostRouteStatus status() {
    return new MirrorHostRouteStatus(
        judgement.isApplied() ? Long.valueOf(route.generation()) : before.observedGeneration(),
        seen.programmed().flatMap(Programmed::interfaceName).orElse(null),
        judgement.verdicts().entrySet().stream()
            .map(entry -> condition(entry.getKey(), entry.getValue()))
            .toList(),
        route.spec().destinations().stream().map(this::destination).toList(),
        judgement.isLocalPathProven(),
        route.spec().probes().members().stream()
            .flatMap(probe ->
                seen.members().stream()
                    .filter(member ->
                        member.mirror().equals(probe.mirror())
                            && member.instance().equals(probe.instance())))
            .map(this::role)
            .toList(),
        before.evidence());
  }

  private Condition condition(ConditionType type, Verdict verdict) {
    return Condition.of(
            type,
            verdict.status(),
            route.generation(),
            seen.now(),
            verdict.reason(),
            verdict.message())
        .since(before.conditions());
  }

  private DestinationStatus destination(Destination asked) {
    Ipv4Address address = asked.address();
    boolean programmed = judgement.isProgrammed(address);
    Verdict reach = judgement.reach(asked);
    Optional<Verdict> withheld = judgement.withheld(address);
    Optional<Verdict> complaint =
        withheld.or(() -> reach.holds() ? Optional.empty() : Optional.of(reach));
    DestinationStatus now =
        new DestinationStatus(
            address,
            programmed,
            reach.status(),
            seen.now().truncatedTo(ChronoUnit.SECONDS),
            complaint.map(Verdict::reason).orElse(null),
            complaint.map(Verdict::message).orElse(null));
    return before.destinations().stream()
        .filter(old -> isSame(old, now))
        .findFirst()
        .map(old ->
            new DestinationStatus(
                address, programmed, reach.status(), old.since(), now.reason(), now.lastError()))
        .orElse(now);
  }

  private static boolean isSame(DestinationStatus old, DestinationStatus now) {
    return old.address().equals(now.address())
        && old.programmed() == now.programmed()
        && old.reachable() == now.reachable();
  }

  private MirrorRole role(MemberEvidence member) {
    return before.mirrors().stream()
        .filter(old ->
            old.mirror().equals(member.mirror())
                && old.instance().equals(member.instance())
                && old.role() == member.role())
        .findFirst()
        .orElseGet(() ->
            new MirrorRole(
                member.mirror(),
                member.instance(),
                member.role(),
                seen.now().truncatedTo(ChronoUnit.MILLIS)));
  }

  /** What connecting to the ports of a destination came to. */
  static Verdict reach(Destination asked, Map<Integer, Outcome> outcomes) {
    if (asked.ports().isEmpty()) {
      return Verdict.unknown(
          ConditionReason.NotVerified,
          "%s (%s) is routed, not verified: it has no port that may be probed"
              .formatted(asked.frontend(), asked.address()));
    }
    if (!outcomes.keySet().containsAll(asked.ports())) {
      return Verdict.unknown(
          ConditionReason.NotObserved,
          "%s (%s) was not tried yet".formatted(asked.frontend(), asked.address()));
    }
    List<String> failures =
        asked.ports().stream()
            .filter(port -> !outcomes.getOrDefault(port, new Outcome.TimedOut()).isConnected())
            .map(port -> "port %d %s".formatted(port, outcomes.get(port)))
            .toList();
    return failures.isEmpty()
        ? Verdict.yes("%s (%s) is reached".formatted(asked.frontend(), asked.address()))
        : Verdict.no(
            ConditionReason.FrontendUnreachable,
            "%s (%s): %s; see whether the mirror has a primary and its load balancer a healthy"
                    .formatted(asked.frontend(), asked.address(), String.join(", ", failures))
                + " backend");
  }

  /** Whether the object's request for evidence is unanswered. */
  public static Optional<String> unansweredRequest(HostRoute route, MirrorHostRouteStatus before) {
    Optional<String> answered = Optional.ofNullable(before.evidence()).map(Evidence::nonce);
    return Optional.ofNullable(route.spec().evidenceRequest())
        .filter(nonce -> !answered.equals(Optional.of(nonce)));
  }

  /** Whether the status asks for another look soon: something is not as it is to be. */
  public static boolean isUnwell(MirrorHostRouteStatus status) {
    return status.conditions().stream()
        .anyMatch(condition ->
            condition.type() == ConditionType.Ready && condition.status() != ConditionStatus.True);
  }
}
