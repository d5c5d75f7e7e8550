package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.disruption.Check;
import io.mirrornet.api.disruption.CheckResult;
import io.mirrornet.operator.model.EvidenceRequest;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.Action;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When the agents are asked again, and when they have had their say. Each question is a write to
 * each of their host routes.
 */
final class Questions {

  /** What is waited for while they have their say. */
  static final String ASKED = "the agents are asked how things are now";

  private final Case disruption;
  private final Optional<EvidenceRequest> asked;

  Questions(Case disruption) {
    this.disruption = disruption;
    this.asked = disruption.fleet().evidenceRequest(disruption.record().key());
  }

  /**
   * How long an agent may take to answer before its silence counts as "nobody knows". Well below
   * {@link Sight#FRESH}, so that there is time to use what the others have answered.
   */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Between two questions, when the answers to the last one did not agree with what is seen. */
  private static final Duration SOON = Duration.ofSeconds(5);

  /**
   * Whether a fresh question was asked, and each agent has answered it or had the time to. Before,
   * an unknown check says nothing, whatever was acknowledged: the answer may still be a failure.
   */
  boolean areSettled() {
    Sight answers = answers();
    boolean fresh = asked.filter(request -> request.isFresh(disruption.fleet().now())).isPresent();
    boolean late = asked.filter(request -> age(request).compareTo(PATIENCE) >= 0).isPresent();
    return fresh && (late || askable().allMatch(answers::sees));
  }

  private Duration age(EvidenceRequest request) {
    return Duration.between(request.askedAt(), disruption.fleet().now());
  }

  /** The hosts that have an agent to be asked. */
  private Stream<String> askable() {
    return disruption.witnesses().stream()
        .filter(host ->
            disruption.survey().host(host).flatMap(surveyed -> surveyed.hostRoute()).isPresent());
  }

  /** What was answered to questions that are fresh. */
  Sight answers() {
    return Sight.fresh(disruption.survey(), disruption.witnesses());
  }

  /** A question, if the last one is older than this or was never asked. */
  List<Action> after(Duration age) {
    boolean due =
        asked
            .map(request -> !disruption.fleet().now().isBefore(request.askedAt().plus(age)))
            .orElse(true);
    Set<ObjectKey> hostRoutes = hostRoutes();
    return due && !hostRoutes.isEmpty()
        ? List.of(new Action.RequestEvidence(disruption.record().key(), hostRoutes))
        : List.of();
  }

  /**
   * A question because of this check. What is not known although all have answered may be known in
   * a moment, and what an agent has seen to change since its answer is worth another one. All else
   * is given more time to change.
   */
  List<Action> because(Check check) {
    boolean worthwhile = check.result() == CheckResult.Unknown || hasChangedSince(answers());
    return after(areSettled() && worthwhile ? SOON : Sight.FRESH);
  }

  private boolean hasChangedSince(Sight answers) {
    Sight last = Sight.last(disruption.survey(), disruption.witnesses());
    return askable()
        .filter(answers::sees)
        .anyMatch(host -> !last.on(host).toList().equals(answers.on(host).toList()));
  }

  /** A question, if this process has never asked one for the disruption. */
  List<Action> once() {
    return asked.isPresent() ? List.of() : after(Duration.ZERO);
  }

  /** The host routes of all whose evidence counts. */
  Set<ObjectKey> hostRoutes() {
    return disruption.witnesses().stream()
        .flatMap(host -> disruption.survey().host(host).stream())
        .flatMap(surveyed -> surveyed.hostRoute().stream())
        .map(route -> route.key())
        .collect(Collectors.toSet());
  }
}
