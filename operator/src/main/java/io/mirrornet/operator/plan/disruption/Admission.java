package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.disruption.Approval;
import io.mirrornet.api.disruption.Baseline;
import io.mirrornet.api.disruption.Check;
import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.disruption.CheckResult;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.disruption.StepName;
import io.mirrornet.api.disruption.StepOutcome;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.azure.NicReference.DeleteOption;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * From a proposal to an open disruption: a person approves, everything but the instances is in
 * order by fresh evidence, and no other disruption is open.
 */
final class Admission {

  /** How often the agents are asked while an approved disruption waits for the mirrors. */
  private static final Duration RECHECK = Duration.ofSeconds(60);

  private final Case disruption;
  private final Questions questions;
  private final Instant now;

  Admission(Case disruption) {
    this.disruption = disruption;
    this.questions = new Questions(disruption);
    this.now = disruption.fleet().now();
  }

  Next next() {
    Optional<String> stale = new Staleness(disruption).reason();
    if (stale.isPresent()) {
      return withdraw(stale.get());
    }
    if (disruption.network().filter(network -> !network.isEnforced()).isPresent()) {
      return Next.waiting(
          host(),
          ConditionReason.Paused,
          "the network %s is paused; set spec.paused to false to go on"
              .formatted(disruption.networkKey()));
    }
    return Optional.ofNullable(disruption.spec().approval())
        .map(this::approved)
        .orElseGet(this::proposed);
  }

  private Next proposed() {
    HostDisruptionStatus status = disruption.status();
    if (status.phase() == DisruptionPhase.Approved) {
      return record(
          new Records(disruption)
              .then(
                  new Records(disruption)
                      .to(DisruptionPhase.Proposed, "the approval was taken back"))
              .with(StepName.TakeApprovalBack, now, StepOutcome.Succeeded, null, null));
    }
    Checks checks = Checks.of(disruption, Sight.last(disruption.survey(), disruption.witnesses()));
    return changed(checks)
        .orElseGet(
            () -> Next.waiting(host(), ConditionReason.WaitingForApproval, invitation(checks)))
        .and(questions.once());
  }

  /** What a person reads who may approve; YOU and UNTIL are that person's to fill in. */
  private String invitation(Checks checks) {
    String failing = names(checks, CheckResult.Fail);
    List<CheckName> unknown = checks.named(CheckResult.Unknown);
    String acknowledge =
        unknown.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(","));
    return """
    a person has to approve that %1$s is taken down%2$s; look at it with kubectl describe hd -n \
    %3$s %4$s, then: kubectl patch hd -n %3$s %4$s --type=merge -p \
    '{"spec":{"approval":{"by":"YOU","notAfter":"UNTIL","acknowledge":[%5$s]}}}'%6$s\
    """
        .formatted(
            host(),
            failing.isEmpty() ? "" : ", and these checks fail now: " + failing,
            disruption.record().key().namespace(),
            disruption.record().key().name(),
            acknowledge,
            unknown.isEmpty()
                ? ""
                : " (Unknown now, and yours to answer for: %s)"
                    .formatted(names(checks, CheckResult.Unknown)));
  }

  private static String names(Checks checks, CheckResult result) {
    return checks.named(result).stream().map(CheckName::name).collect(Collectors.joining(", "));
  }

  private Next approved(Approval approval) {
    if (now.isAfter(approval.notAfter())) {
      return withdraw(
          "the approval by %s expired at %s".formatted(approval.by(), approval.notAfter()));
    }
    if (disruption.status().phase() == DisruptionPhase.Proposed) {
      HostDisruptionStatus next =
          new Records(disruption)
              .to(DisruptionPhase.Approved, "approved by %s".formatted(approval.by()));
      return record(
          new Records(disruption)
              .then(next)
              .with(StepName.Approve, now, StepOutcome.Succeeded, null, approval.by()));
    }
    if (approval.notBefore() != null && now.isBefore(approval.notBefore())) {
      return Next.waiting(
          host(),
          ConditionReason.WaitingForStartOfApproval,
          "taking %s down is approved from %s on".formatted(host(), approval.notBefore()));
    }
    return checked(approval);
  }

  private Next checked(Approval approval) {
    if (!disruption.isHeld()) {
      // From here on a host may be down, and nothing but the record says so.
      return Next.due(new Action.HoldDisruption(disruption.record().metadata(), true));
    }
    Checks last = Checks.of(disruption, Sight.last(disruption.survey(), disruption.witnesses()));
    Optional<Check> obviouslyBlocking = last.blockingAdmission(approval);
    if (obviouslyBlocking.isPresent()) {
      return changed(last)
          .orElseGet(() -> blocked(obviouslyBlocking.get()))
          .and(questions.after(RECHECK));
    }
    if (!questions.areSettled()) {
      return Next.waiting(host(), ConditionReason.WaitingForEvidence, Questions.ASKED)
          .and(questions.after(Sight.FRESH));
    }
    Checks fresh = Checks.of(disruption, questions.answers());
    Optional<Check> blocking = fresh.blockingAdmission(approval);
    return blocking
        .map(check -> blocked(check).and(questions.because(check)))
        .orElseGet(() -> admit(fresh));
  }

  private Next admit(Checks checks) {
    Optional<String> holder = disruption.fleet().cluster().slot().holder();
    if (holder.isPresent() && !holder.get().equals(disruption.record().metadata().uid())) {
      return Next.waiting(host(), ConditionReason.WaitingForTurn, turnOf(holder.get()));
    }
    return disruption
        .node()
        .flatMap(node -> disruption.virtualMachine().flatMap(vm -> baseline(node, vm)))
        .map(baseline -> open(baseline, checks))
        .orElseGet(() ->
            Next.waiting(
                host(),
                ConditionReason.WaitingForEvidence,
                "the state of node and VM is not known in full"));
  }

  private String turnOf(String holder) {
    return disruption.fleet().cluster().disruptions().stream()
        .filter(record -> record.metadata().uid().equals(holder))
        .findFirst()
        .map(record ->
            "it is %s's turn (disruption %s); one host is down at a time"
                .formatted(record.spec().host(), record.key()))
        .orElse("a disruption whose record is gone holds the turn until each host is seen up");
  }

  private Next open(Baseline baseline, Checks checks) {
    Records records = new Records(disruption);
    HostDisruptionStatus opened =
        records
            .then(
                records
                    .then(records.then(records.with(checks.all())).on(baseline))
                    .to(
                        DisruptionPhase.Open,
                        "the host is being emptied, then taken down as soon as its checks hold"))
            .with(StepName.Open, now, StepOutcome.Succeeded, null, null);
    return Next.due(
        new Action.Admit(disruption.record().metadata(), disruption.virtualMachineId(), opened));
  }

  /** The host as it is; empty unless it is up and everything about it is known. */
  private Optional<Baseline> baseline(Node node, VirtualMachine vm) {
    PowerState power = disruption.powerState();
    if (power != PowerState.RUNNING || node.bootId().isEmpty()) {
      return Optional.empty();
    }
    Sight sight = questions.answers();
    return Optional.of(
        new Baseline(
            disruption.members().stream()
                .map(membership ->
                    new Baseline.Role(
                        membership.mirror().name(),
                        membership.member().instance(),
                        sight.role(
                            host(), membership.mirror().name(), membership.member().instance())))
                .toList(),
            node.unschedulable(),
            vm.nics().stream()
                .map(nic ->
                    new Baseline.Interface(
                        nic.id().toString(),
                        nic.primary(),
                        nic.deleteOption() == DeleteOption.UNSET
                            ? null
                            : nic.deleteOption().name().charAt(0)
                                + nic.deleteOption().name().substring(1).toLowerCase(Locale.ROOT)))
                .toList(),
            power.name().toLowerCase(Locale.ROOT),
            node.addresses().stream().map(Ipv4Address::toString).toList(),
            node.bootId().orElseThrow()));
  }

  private Next blocked(Check check) {
    return Next.waiting(host(), Blockage.reason(check), check.message());
  }

  private Optional<Next> changed(Checks checks) {
    List<Check> before = disruption.status().checks();
    return before.equals(checks.all())
        ? Optional.empty()
        : Optional.of(record(described(new Records(disruption).with(checks.all()))));
  }

  /** A proposal says from its first status on whom it waits for. */
  private HostDisruptionStatus described(HostDisruptionStatus next) {
    return next.phase() == DisruptionPhase.Proposed && next.message() == null
        ? new Records(disruption)
            .then(next)
            .to(DisruptionPhase.Proposed, "proposed; a person has to approve it by spec.approval")
        : next;
  }

  private Next withdraw(String message) {
    return record(new Records(disruption).to(DisruptionPhase.Withdrawn, message));
  }

  private Next record(HostDisruptionStatus status) {
    return Next.due(new Action.RecordDisruption(disruption.record().metadata(), status));
  }

  private String host() {
    return disruption.spec().host();
  }
}
