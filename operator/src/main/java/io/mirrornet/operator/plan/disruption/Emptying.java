package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.disruption.Approval;
import io.mirrornet.api.disruption.Check;
import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.disruption.Step;
import io.mirrornet.api.disruption.StepName;
import io.mirrornet.api.disruption.StepOutcome;
import io.mirrornet.api.network.Drain;
import io.mirrornet.api.network.Maintenance;
import io.mirrornet.operator.model.Attempt;
import io.mirrornet.operator.model.Attempt.Change;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.model.cluster.Eviction;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.Next;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * From an open disruption to the deallocation: cordon, drain, wait for the instances, fresh
 * evidence. Until then everything can be taken back, and is, as soon as anything speaks against
 * going on.
 */
final class Emptying {

  /**
   * How long after an intended deallocation a VM must be seen running before the attempt may be
   * given up: a request whose answer was lost may still take effect.
   */
  static final Duration LATE_EFFECT = Duration.ofMinutes(5);

  private final Case disruption;
  private final Questions questions;
  private final Records records;
  private final Instant now;

  Emptying(Case disruption) {
    this.disruption = disruption;
    this.questions = new Questions(disruption);
    this.records = new Records(disruption);
    this.now = disruption.fleet().now();
  }

  Next next() {
    return reasonToGiveUp().map(this::giveUp).orElseGet(this::goOn);
  }

  private Optional<String> reasonToGiveUp() {
    return new Staleness(disruption)
        .reason()
        .or(this::approvalGone)
        .or(this::powerChanged)
        .or(this::timedOut)
        .or(this::refusedByAzure);
  }

  private Optional<String> approvalGone() {
    Approval approval = disruption.spec().approval();
    if (approval == null) {
      return Optional.of("the approval was taken back");
    }
    if (now.isAfter(approval.notAfter())) {
      return Optional.of(
          "the approval by %s expired at %s".formatted(approval.by(), approval.notAfter()));
    }
    // Opened under one approval, which was taken back, and given another one.
    return approval.notBefore() != null && now.isBefore(approval.notBefore())
        ? Optional.of(
            "the approval by %s holds only from %s on"
                .formatted(approval.by(), approval.notBefore()))
        : Optional.empty();
  }

  private Optional<String> powerChanged() {
    PowerState power = disruption.powerState();
    return switch (power) {
      // A guest that is shut down keeps its machine: no NIC can be attached, and its owner knows
      // why.
      case STOPPED -> Optional.of("the guest was shut down from inside");
      case DEALLOCATED, DEALLOCATING, STOPPING ->
          wasIntended()
              ? Optional.empty()
              : Optional.of(
                  "the VM is %s by somebody else's hand".formatted(power).toLowerCase(Locale.ROOT));
      case STARTING, RUNNING, UNKNOWN -> Optional.empty();
    };
  }

  private Optional<String> timedOut() {
    Duration timeout =
        disruption
            .network()
            .map(network -> network.spec().maintenance().hostTimeout())
            .orElse(Maintenance.DEFAULT.hostTimeout())
            .duration();
    return Records.last(disruption.status(), StepName.Open)
        .filter(open -> now.isAfter(open.at().plus(timeout)))
        .map(open ->
            "the host was not emptied within spec.maintenance.hostTimeout (%s)".formatted(timeout));
  }

  private Optional<String> refusedByAzure() {
    return attempt()
        .filter(failed -> !failed.transientError())
        .map(failed ->
            "Azure refuses to deallocate: %s: %s".formatted(failed.code(), failed.message()));
  }

  private Next goOn() {
    Optional<Node> node = disruption.node();
    if (node.isEmpty() || disruption.powerState() != PowerState.RUNNING) {
      return Next.waiting(
          host(), ConditionReason.WaitingForEvidence, "the state of node and VM is not known");
    }
    if (disruption.network().filter(network -> !network.isEnforced()).isPresent()) {
      return Next.waiting(
          host(),
          ConditionReason.Paused,
          "the network %s is paused; set spec.paused to false to go on"
              .formatted(disruption.networkKey()));
    }
    if (!holdsSlot()) {
      return takeSlotAgain();
    }
    if (!node.get().unschedulable()) {
      return Next.due(new Action.Cordon(node.get(), true, disruption.record().key()));
    }
    if (!drained()) {
      return drain();
    }
    boolean noted = Records.has(disruption.status(), StepName.Cordon, StepOutcome.Succeeded);
    return !noted && disruption.nodeCordonedByUs().isPresent()
        ? record(records.with(StepName.Cordon, now, StepOutcome.Succeeded, null, null))
        : stopAndGo();
  }

  /** The slot was lost, which only a person can have done: nothing goes on without it. */
  private Next takeSlotAgain() {
    return disruption.fleet().cluster().slot().holder().isPresent()
        ? Next.waiting(
            host(), ConditionReason.WaitingForTurn, "another host is down; one is down at a time")
        : Next.due(new Action.TakeSlot(disruption.record().metadata()));
  }

  private boolean drained() {
    return !drainSettings().enabled()
        || Records.has(disruption.status(), StepName.Drain, StepOutcome.Succeeded);
  }

  private Next drain() {
    Optional<Step> started = Records.last(disruption.status(), StepName.Drain);
    if (started.isEmpty()) {
      Records cordoned =
          disruption.nodeCordonedByUs().isPresent()
              ? records.noting(StepName.Cordon, now)
              : records;
      return record(cordoned.with(StepName.Drain, now, StepOutcome.Started, null, null));
    }
    Optional<Eviction> round =
        Optional.ofNullable(disruption.fleet().drains().get(disruption.record().key()));
    if (round.orElse(null) instanceof Eviction.Drained) {
      return record(records.with(StepName.Drain, now, StepOutcome.Succeeded, null, null));
    }
    if (now.isAfter(started.get().at().plus(drainSettings().timeout().duration()))) {
      return giveUp("the host was not drained in time: " + words(round));
    }
    return new Next(
        List.of(new Action.Drain(disruption.record().metadata(), host(), mayLosePods())),
        Next.waiting(host(), ConditionReason.Progressing, words(round)).waiting());
  }

  /** Whether the approver answers for pods that no controller makes again. */
  private boolean mayLosePods() {
    Approval approval = disruption.spec().approval();
    return approval != null && approval.acknowledge().contains(CheckName.DrainPossible);
  }

  private static String words(Optional<Eviction> round) {
    return switch (round.orElseGet(() -> new Eviction.Leaving(List.of()))) {
      case Eviction.Drained _ -> "all pods have left";
      case Eviction.Leaving(var pods) when pods.isEmpty() -> "the pods are asked to leave";
      case Eviction.Leaving(var pods) -> "pods are leaving: " + String.join(", ", pods);
      case Eviction.Held(var pod, var budget) ->
          "pod %s is held by PodDisruptionBudget %s; add a replica elsewhere or widen the budget"
              .formatted(pod, budget);
      case Eviction.AtRisk risk ->
          risk.words()
              + "; delete them or move them away, for nobody has acknowledged DrainPossible";
      case Eviction.Unavailable(var message) -> "evicting failed: " + message;
    };
  }

  private Next stopAndGo() {
    Approval approval = Objects.requireNonNull(disruption.spec().approval());
    if (attempt().filter(failed -> failed.notBefore().isAfter(now)).isPresent()) {
      return Next.waiting(
          host(),
          ConditionReason.AzureOperationFailed,
          "deallocating failed and is tried again: " + attempt().orElseThrow().message());
    }
    Checks fresh = Checks.of(disruption, questions.answers());
    Optional<Check> blocking = fresh.blockingDeallocation(approval);
    if (blocking.isEmpty() && !questions.areSettled()) {
      return Next.waiting(host(), ConditionReason.WaitingForEvidence, Questions.ASKED)
          .and(questions.after(Sight.FRESH));
    }
    if (blocking.isEmpty()) {
      return Next.due(
          new Action.Deallocate(
              disruption.record().metadata(),
              disruption.virtualMachineId(),
              disruption.witnesses(),
              disruption.hostRoutes(),
              disruption.networks()));
    }
    return Next.waiting(host(), Blockage.reason(blocking.get()), blocking.get().message())
        .and(questions.because(blocking.get()));
  }

  /** Uncordons first, then closes the record. A person's cordon stays. */
  private Next giveUp(String why) {
    Optional<Instant> safe =
        Records.last(disruption.status(), StepName.Deallocate)
            .map(intended -> intended.at().plus(LATE_EFFECT));
    if (safe.filter(now::isBefore).isPresent()) {
      return Next.waiting(
          host(),
          ConditionReason.Progressing,
          "%s; it was about to be deallocated, so it is watched until %s"
              .formatted(why, safe.get()));
    }
    return disruption
        .nodeCordonedByUs()
        .map(node -> Next.due(new Action.Cordon(node, false, disruption.record().key())))
        .orElseGet(() ->
            record(records.uncordoned(now).to(DisruptionPhase.Failed, "nothing was done: " + why)));
  }

  private boolean wasIntended() {
    return Records.last(disruption.status(), StepName.Deallocate).isPresent();
  }

  private boolean holdsSlot() {
    return disruption
        .fleet()
        .cluster()
        .slot()
        .holder()
        .filter(disruption.record().metadata().uid()::equals)
        .isPresent();
  }

  private Optional<Attempt.Failed> attempt() {
    return disruption.fleet().attempt(disruption.virtualMachineId()).stream()
        .filter(attempt -> attempt.change() == Change.DEALLOCATE)
        .filter(Attempt.Failed.class::isInstance)
        .map(Attempt.Failed.class::cast)
        .findFirst();
  }

  private Drain drainSettings() {
    return disruption
        .network()
        .map(NetworkSurvey::spec)
        .map(spec -> spec.maintenance().drain())
        .orElse(Drain.DEFAULT);
  }

  private Next record(HostDisruptionStatus status) {
    return Next.due(new Action.RecordDisruption(disruption.record().metadata(), status));
  }

  private String host() {
    return disruption.spec().host();
  }
}
