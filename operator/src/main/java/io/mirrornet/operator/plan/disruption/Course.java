package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.disruption.Abandonment;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.disruption.StepName;
import io.mirrornet.api.disruption.StepOutcome;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.Next;
import io.mirrornet.operator.plan.survey.Survey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What comes next in a disruption. It follows from the record, from the VM's power and from what is
 * seen of node and mirrors, so it does not matter who brought things to where they are.
 */
public final class Course {

  private final Case disruption;

  private Course(Case disruption) {
    this.disruption = disruption;
  }

  /** What comes next in this disruption. */
  public static Next of(
      Survey survey, ApiObject<HostDisruptionSpec, HostDisruptionStatus> disruption) {
    return new Course(
            disruption.status().phase().isFinal()
                ? Case.over(survey, disruption)
                : Case.of(survey, disruption))
        .next();
  }

  private Next next() {
    DisruptionPhase phase = disruption.status().phase();
    if (phase.isFinal()) {
      return over();
    }
    Abandonment abandonment = disruption.spec().abandon();
    if (abandonment != null) {
      return abandoned(abandonment);
    }
    return switch (phase) {
      case Proposed, Approved -> notOpen(new Admission(disruption).next());
      case Open, Restoring -> open();
      case Done, Failed, Withdrawn ->
          throw new IllegalStateException("%s is over".formatted(disruption.record().key()));
    };
  }

  private Next over() {
    Optional<Instant> lateEffect = lateEffectUntil();
    if (holdsSlot() && lateEffect.isPresent()) {
      return waiting(
          ConditionReason.Progressing,
          "%s was about to be deallocated; no other host has its turn before %s"
              .formatted(disruption.spec().host(), lateEffect.get()));
    }
    if (holdsSlot()) {
      return Next.due(new Action.ReleaseSlot(disruption.record().metadata().uid()));
    }
    return disruption.isHeld()
        ? Next.due(new Action.HoldDisruption(disruption.record().metadata(), false))
        : Next.NOTHING;
  }

  /**
   * Until when a deallocation may still take effect of which nobody has heard: a request that a
   * person's abandonment has met on its way.
   */
  private Optional<Instant> lateEffectUntil() {
    return Records.last(disruption.status(), StepName.Deallocate)
        .filter(step -> step.outcome() == StepOutcome.Intended)
        .map(step -> step.at().plus(Emptying.LATE_EFFECT))
        .filter(disruption.fleet().now()::isBefore);
  }

  /** A slot that was taken and not used, since the process died in between, is for others. */
  private Next notOpen(Next next) {
    boolean opens = next.due().stream().anyMatch(Action.Admit.class::isInstance);
    return holdsSlot() && !opens
        ? next.and(List.of(new Action.ReleaseSlot(disruption.record().metadata().uid())))
        : next;
  }

  private Next open() {
    PowerState power = disruption.powerState();
    if (power == PowerState.UNKNOWN) {
      return wasIntended() && !isBack()
          ? new Downtime(disruption).unobserved("its power state is not known")
          : waiting(ConditionReason.NotObserved, "the power state of the VM is not known");
    }
    if (!wentDown()) {
      return wasIntended() && (power == PowerState.DEALLOCATED)
          ? new Downtime(disruption).deallocated()
          : emptying(power);
    }
    return switch (power) {
      case DEALLOCATED -> new Downtime(disruption).deallocated();
      case STOPPED -> new Downtime(disruption).stopped();
      case DEALLOCATING, STOPPING -> waiting(ConditionReason.Progressing, "the VM is going down");
      case STARTING -> waiting(ConditionReason.Progressing, "the VM is starting");
      case RUNNING -> new Return(disruption).next();
      case UNKNOWN -> throw new IllegalStateException("handled above");
    };
  }

  private Next emptying(PowerState power) {
    boolean underWay =
        switch (power) {
          case DEALLOCATING, STOPPING, STARTING -> true;
          case RUNNING, STOPPED, DEALLOCATED, UNKNOWN -> false;
        };
    return wasIntended() && underWay
        ? waiting(ConditionReason.Progressing, "the VM is being deallocated")
        : new Emptying(disruption).next();
  }

  /** Whether the VM was down since the disruption opened, seen with our own eyes or by its boot. */
  private boolean wentDown() {
    boolean seen = Records.has(disruption.status(), StepName.Deallocate, StepOutcome.Succeeded);
    return seen || (wasIntended() && hasRebooted());
  }

  /** Whether the node says by itself that its VM has come up again. */
  private boolean isBack() {
    return hasRebooted() && disruption.node().filter(Node::ready).isPresent();
  }

  private boolean hasRebooted() {
    return disruption
        .node()
        .flatMap(node -> node.bootId())
        .filter(boot ->
            disruption.status().baseline() != null
                && !boot.equals(disruption.status().baseline().bootId()))
        .isPresent();
  }

  private boolean wasIntended() {
    return Records.last(disruption.status(), StepName.Deallocate).isPresent();
  }

  private Next abandoned(Abandonment abandonment) {
    Records records = new Records(disruption);
    HostDisruptionStatus status =
        records
            .then(
                records.to(
                    DisruptionPhase.Failed,
                    "handed over to %s: %s".formatted(abandonment.by(), abandonment.reason())))
            .with(
                StepName.Abandon,
                disruption.fleet().now(),
                StepOutcome.Succeeded,
                null,
                abandonment.reason());
    return Next.due(new Action.RecordDisruption(disruption.record().metadata(), status));
  }

  private boolean holdsSlot() {
    Optional<String> holder = disruption.fleet().cluster().slot().holder();
    return holder.filter(disruption.record().metadata().uid()::equals).isPresent();
  }

  private Next waiting(ConditionReason reason, String message) {
    return Next.waiting(disruption.spec().host(), reason, message);
  }
}
