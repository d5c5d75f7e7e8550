package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.disruption.Baseline;
import io.mirrornet.api.disruption.Check;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.disruption.Step;
import io.mirrornet.api.disruption.StepName;
import io.mirrornet.api.disruption.StepOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A disruption's status as it is to be written: what was recorded stays, something is added. */
public final class Records {

  private final long generation;
  private final HostDisruptionStatus status;

  Records(Case disruption) {
    this(disruption.record().metadata().generation(), disruption.status());
  }

  /** Additions to a status, made from this generation of the spec. */
  public Records(long generation, HostDisruptionStatus status) {
    this.generation = generation;
    this.status = status;
  }

  /** The status in another phase. */
  HostDisruptionStatus to(DisruptionPhase phase, String message) {
    return new HostDisruptionStatus(
        generation, phase, message, status.checks(), status.baseline(), status.steps());
  }

  /** The status with other checks. */
  HostDisruptionStatus with(List<Check> checks) {
    return new HostDisruptionStatus(
        generation, status.phase(), status.message(), checks, status.baseline(), status.steps());
  }

  /** The status with a baseline. */
  HostDisruptionStatus on(Baseline baseline) {
    return new HostDisruptionStatus(
        generation, status.phase(), status.message(), status.checks(), baseline, status.steps());
  }

  /** The status with one step more. */
  public HostDisruptionStatus with(
      StepName name,
      Instant at,
      StepOutcome outcome,
      @Nullable String correlationId,
      @Nullable String message) {
    return new HostDisruptionStatus(
        generation,
        status.phase(),
        status.message(),
        status.checks(),
        status.baseline(),
        Stream.concat(
                status.steps().stream(),
                Stream.of(new Step(name, at, outcome, correlationId, message)))
            .toList());
  }

  /** These records with a step that was done, as the ground for another change. */
  Records noting(StepName name, Instant at) {
    return then(with(name, at, StepOutcome.Succeeded, null, null));
  }

  /** The same with the end of our cordon, if there was one. */
  Records uncordoned(Instant at) {
    return has(status, StepName.Cordon, StepOutcome.Succeeded)
        ? noting(StepName.Uncordon, at)
        : this;
  }

  /** Goes on from a status that is not written yet. */
  Records then(HostDisruptionStatus next) {
    return new Records(generation, next);
  }

  /** The last entry of a step. */
  static Optional<Step> last(HostDisruptionStatus status, StepName name) {
    return status.steps().reversed().stream().filter(step -> step.name() == name).findFirst();
  }

  /** Whether a step ever had that outcome. */
  static boolean has(HostDisruptionStatus status, StepName name, StepOutcome outcome) {
    return status.steps().stream()
        .anyMatch(step -> step.name() == name && step.outcome() == outcome);
  }
}
