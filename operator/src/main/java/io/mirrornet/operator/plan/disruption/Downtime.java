package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.disruption.StepName;
import io.mirrornet.api.disruption.StepOutcome;
import io.mirrornet.api.network.Maintenance;
import io.mirrornet.operator.model.Attempt;
import io.mirrornet.operator.model.Attempt.Change;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.Next;
import io.mirrornet.operator.plan.provision.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * While the VM that we took down is down: attach the NIC, start the VM. Whatever goes wrong with
 * the NIC, the VM is started with those it had; a start is tried for ever.
 */
final class Downtime {

  /** How long attaching may take before the VM is started without the NIC. */
  static final Duration ATTACH_LIMIT = Duration.ofMinutes(10);

  /** When a VM is started again of which nobody tells whether it runs. */
  private static final Duration START_AGAIN = Duration.ofMinutes(1);

  private final Case disruption;
  private final Records records;
  private final Instant now;

  Downtime(Case disruption) {
    this.disruption = disruption;
    this.records = new Records(disruption);
    this.now = disruption.fleet().now();
  }

  /** The VM is deallocated. */
  Next deallocated() {
    if (!Records.has(disruption.status(), StepName.Deallocate, StepOutcome.Succeeded)) {
      return succeeded(StepName.Deallocate, Change.DEALLOCATE);
    }
    Optional<VirtualMachine> vm = disruption.virtualMachine();
    if (vm.isEmpty()) {
      return unobserved("its document could not be read");
    }
    if (vm.get().holds(disruption.addedInterface())) {
      return Records.has(disruption.status(), StepName.Attach, StepOutcome.Succeeded)
          ? start()
          : succeeded(StepName.Attach, Change.REPLACE_INTERFACES);
    }
    return disruption.status().phase() == DisruptionPhase.Restoring ? start() : attach(vm.get());
  }

  /**
   * The VM is powered off and still allocated: no NIC can be attached, and it is not ours to ask
   * why.
   */
  Next stopped() {
    return start();
  }

  /**
   * Nobody tells how the VM is that was to be deallocated. A start of a VM that runs changes
   * nothing, so after a while it is started, with the NICs that it has.
   *
   * @param what cannot be told
   */
  Next unobserved(String what) {
    if (isAnotherMachine()) {
      return waiting(
          ConditionReason.VirtualMachineMismatch,
          "%s is another machine now; end the attempt with spec.abandon"
              .formatted(disruption.spec().virtualMachine()));
    }
    Optional<Instant> inDoubtFrom =
        Records.last(disruption.status(), StepName.Deallocate)
            .map(step -> step.at().plus(limit()))
            .filter(now::isBefore);
    if (inDoubtFrom.isPresent()) {
      return waiting(
          ConditionReason.NotObserved,
          "%s was deallocated and %s; from %s on it is started all the same"
              .formatted(host(), what, inDoubtFrom.get()));
    }
    return mayStillBeAttached() ? restoring(what) : startInDoubt(what);
  }

  private boolean isAnotherMachine() {
    return disruption.virtualMachine().isEmpty()
        && disruption.fleet().azure().virtualMachine(disruption.virtualMachineId()).isPresent();
  }

  private boolean mayStillBeAttached() {
    return Records.has(disruption.status(), StepName.Deallocate, StepOutcome.Succeeded)
        && disruption.status().phase() != DisruptionPhase.Restoring
        && !Records.has(disruption.status(), StepName.Attach, StepOutcome.Succeeded);
  }

  private Next restoring(String what) {
    String message =
        "%s was deallocated and %s: it is started with the interfaces that it has"
            .formatted(host(), what);
    return record(
        records
            .then(records.to(DisruptionPhase.Restoring, message))
            .with(StepName.Attach, now, StepOutcome.Failed, null, message));
  }

  private Next startInDoubt(String what) {
    if (attempt(Change.START).orElse(null)
            instanceof Attempt.Succeeded(_, var at, var correlationId)
        && now.isBefore(at.plus(START_AGAIN))) {
      return waiting(
          ConditionReason.NotObserved,
          "%s was started (correlation id %s) and %s; if it stays so it is started again at %s"
              .formatted(host(), correlationId, what, at.plus(START_AGAIN)));
    }
    Next start = start();
    return start.waiting().isPresent()
        ? start
        : new Next(
            start.due(),
            waiting(
                    ConditionReason.NotObserved,
                    "%s IS DOWN as far as anybody can tell: it was deallocated and %s"
                            .formatted(host(), what)
                        + "; it is started now; a person may help with: az vm start --ids %s"
                            .formatted(disruption.spec().virtualMachine()))
                .waiting());
  }

  private Next attach(VirtualMachine vm) {
    Optional<Attempt> attempt = attempt(Change.REPLACE_INTERFACES);
    Optional<String> hopeless = whyNotToAttach(attempt);
    if (hopeless.isPresent()) {
      return record(
          records
              .then(
                  records.to(
                      DisruptionPhase.Restoring,
                      "the interface is not attached: " + hopeless.get()))
              .with(
                  StepName.Attach,
                  now,
                  StepOutcome.Failed,
                  attempt.map(Attempt::correlationId).orElse(null),
                  hopeless.get()));
    }
    if (attempt.orElse(null) instanceof Attempt.Running(_, _, var correlationId)) {
      return waiting(
          ConditionReason.Progressing,
          "the interface is being attached (correlation id %s)".formatted(correlationId));
    }
    if (attempt.orElse(null) instanceof Attempt.Failed failed && failed.notBefore().isAfter(now)) {
      return waiting(
          ConditionReason.AzureOperationFailed,
          "attaching failed and is tried again at %s: %s: %s"
              .formatted(failed.notBefore(), failed.code(), failed.message()));
    }
    return Next.due(
        new Action.AttachInterface(
            disruption.record().metadata(), vm.id(), vm.vmId(), disruption.addedInterface()));
  }

  private Optional<String> whyNotToAttach(Optional<Attempt> attempt) {
    if (disruption.network().filter(network -> !network.isDeleting()).isEmpty()) {
      return Optional.of("the network was deleted");
    }
    if (!disruption.fleet().installation().allows(disruption.virtualMachineId().resourceGroup())) {
      return Optional.of("its resource group is not in the chart's azure.resourceGroups any more");
    }
    if (!isOursAndFree()) {
      return Optional.of("the interface is gone, in use elsewhere or not ours");
    }
    if (attempt.orElse(null) instanceof Attempt.Failed failed && !failed.transientError()) {
      return Optional.of("%s: %s".formatted(failed.code(), failed.message()));
    }
    return Records.last(disruption.status(), StepName.Deallocate)
        .filter(step -> now.isAfter(step.at().plus(limit())))
        .map(step ->
            "not attached within %s, whatever Azure says of it: the host is started with the"
                    .formatted(limit())
                + " interfaces that it has");
  }

  /** A host that may be away for less than our own limit is started earlier. */
  private Duration limit() {
    Duration hostTimeout =
        disruption
            .network()
            .map(network -> network.spec().maintenance().hostTimeout())
            .orElse(Maintenance.DEFAULT.hostTimeout())
            .duration();
    return hostTimeout.compareTo(ATTACH_LIMIT) < 0 ? hostTimeout : ATTACH_LIMIT;
  }

  /** A NIC that this look does not show at all may only be unread: ARM will say. */
  private boolean isOursAndFree() {
    return disruption
        .fleet()
        .azure()
        .nic(disruption.addedInterface())
        .map(nic ->
            nic.virtualMachine().isEmpty()
                && disruption
                    .virtualMachine()
                    .filter(vm -> Ownership.isOurs(nic, disruption.fleet().installation(), vm))
                    .isPresent())
        .orElse(!disruption.fleet().azure().isRead(disruption.addedInterface().resourceGroup()));
  }

  private Next start() {
    Optional<Attempt> attempt = attempt(Change.START);
    return switch (attempt.orElse(null)) {
      case Attempt.Running(_, _, var correlationId) ->
          waiting(
              ConditionReason.Progressing,
              "the VM is being started (correlation id %s)".formatted(correlationId));
      case Attempt.Failed failed when failed.notBefore().isAfter(now) ->
          waiting(
              failed.code().contains("Allocation")
                  ? ConditionReason.CapacityMissing
                  : ConditionReason.AzureOperationFailed,
              "%s IS DOWN and Azure does not start it (%s: %s, correlation id %s); tried %d times,"
                      .formatted(
                          host(),
                          failed.code(),
                          failed.message(),
                          failed.correlationId(),
                          failed.count())
                  + " next at %s; a person may help with: az vm start --ids %s"
                      .formatted(failed.notBefore(), disruption.spec().virtualMachine()));
      case Attempt.Failed _, Attempt.Succeeded _ -> startNow();
      case null -> startNow();
    };
  }

  private Next startNow() {
    return Next.due(
        new Action.Start(disruption.record().metadata(), disruption.virtualMachineId()));
  }

  private Next succeeded(StepName step, Change change) {
    @Nullable String correlationId = attempt(change).map(Attempt::correlationId).orElse(null);
    return record(records.with(step, now, StepOutcome.Succeeded, correlationId, null));
  }

  private Optional<Attempt> attempt(Change change) {
    return disruption
        .fleet()
        .attempt(disruption.virtualMachineId())
        .filter(attempt -> attempt.change() == change);
  }

  private Next record(HostDisruptionStatus status) {
    return Next.due(new Action.RecordDisruption(disruption.record().metadata(), status));
  }

  private Next waiting(ConditionReason reason, String message) {
    return Next.waiting(host(), reason, message);
  }

  private String host() {
    return disruption.spec().host();
  }
}
