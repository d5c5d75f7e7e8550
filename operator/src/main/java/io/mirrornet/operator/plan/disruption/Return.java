package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.MemberRole;
import io.mirrornet.api.disruption.Baseline;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.disruption.StepName;
import io.mirrornet.api.disruption.StepOutcome;
import io.mirrornet.api.hostroute.MemberEvidence;
import io.mirrornet.api.network.StartedBy;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.Attempt;
import io.mirrornet.operator.model.Attempt.Change;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From a VM that runs again to the end of the disruption: node and agent ready with the same
 * addresses and another boot, each member at least what it was, a while without change, uncordoned.
 */
final class Return {

  /** How long everything must have been well before the next host may be touched. */
  static final Duration SOAK = Duration.ofSeconds(30);

  private final Case disruption;
  private final Questions questions;
  private final Records records;
  private final Instant now;

  Return(Case disruption) {
    this.disruption = disruption;
    this.questions = new Questions(disruption);
    this.records = new Records(disruption);
    this.now = disruption.fleet().now();
  }

  Next next() {
    Optional<Node> node = disruption.node();
    if (node.isEmpty()) {
      return waiting(
          ConditionReason.NodeNotReady,
          "node %s was registered anew; end the attempt with spec.abandon when the host is well"
              .formatted(host()));
    }
    return started()
        .or(() -> nodeProblem(node.get()))
        .or(() -> step(StepName.AwaitNode))
        .or(this::memberProblem)
        .or(() -> step(StepName.AwaitMembers))
        .or(this::soak)
        .or(() -> step(StepName.Soak))
        .or(this::uncordon)
        .orElseGet(this::close);
  }

  /** The VM runs again: that is noted whoever started it, with Azure's word for our own request. */
  private Optional<Next> started() {
    @Nullable String correlationId =
        disruption
            .fleet()
            .attempt(disruption.virtualMachineId())
            .filter(attempt -> attempt.change() == Change.START)
            .map(Attempt::correlationId)
            .orElse(null);
    return step(StepName.Start, correlationId);
  }

  private Optional<Next> nodeProblem(Node node) {
    Baseline baseline = baseline();
    Set<String> addresses =
        node.addresses().stream().map(Ipv4Address::toString).collect(Collectors.toSet());
    if (!node.ready() || node.bootId().filter(boot -> !boot.equals(baseline.bootId())).isEmpty()) {
      return Optional.of(
          waiting(ConditionReason.NodeNotReady, "node %s is not Ready yet".formatted(host())));
    }
    if (!addresses.containsAll(baseline.nodeAddresses())) {
      return Optional.of(
          waiting(
              ConditionReason.NodeNotReady,
              "node %s came back with addresses %s instead of %s; give the kubelet --node-ip"
                  .formatted(host(), addresses, baseline.nodeAddresses())));
    }
    return Optional.empty();
  }

  /** Asks only where the roles that were last seen are good enough to be worth a question. */
  private Optional<Next> memberProblem() {
    Optional<String> last = problem(Sight.last(disruption.survey(), disruption.witnesses()), false);
    if (last.isPresent()) {
      return Optional.of(
          waiting(waitingReason(), last.get()).and(questions.after(Duration.ofSeconds(60))));
    }
    return problem(questions.answers(), true)
        .map(problem -> waiting(waitingReason(), problem).and(questions.after(Sight.FRESH)));
  }

  private Optional<String> problem(Sight sight, boolean strict) {
    return baseline().roles().stream()
        .flatMap(role -> problem(role, sight, strict).stream())
        .findFirst();
  }

  private Optional<String> problem(Baseline.Role before, Sight sight, boolean strict) {
    String name = before.mirror() + "/" + before.instance();
    MemberRole role = sight.role(host(), before.mirror(), before.instance());
    boolean well =
        switch (before.role()) {
          case Backup, Primary ->
              role == MemberRole.Primary
                  || (role == MemberRole.Backup && (!strict || mayTakeOver(before, sight)));
          case Connected -> role == MemberRole.Connected;
          case Down,
              Stopped,
              Crashed,
              NotInitialized,
              Waiting,
              Synchronizing,
              Transition,
              Unknown ->
              true;
        };
    return well || !isExpected(before)
        ? Optional.empty()
        : Optional.of(
            disruption
                .survey()
                .declarations(host())
                .disagreement(before.mirror(), before.instance())
                .orElseGet(() ->
                    "%s on %s was %s and is %s; start it if it does not start by itself: iris start %s"
                        .formatted(name, host(), before.role(), role, before.instance())));
  }

  private boolean mayTakeOver(Baseline.Role before, Sight sight) {
    return sight
        .member(host(), before.mirror(), before.instance())
        .map(MemberEvidence::failoverReady)
        .filter(ready -> ready != ConditionStatus.False)
        .isPresent();
  }

  /** Still declared, by a network whose word an agent is asked to check. */
  private boolean isExpected(Baseline.Role role) {
    return disruption.survey().declarations(host()).isAsked(role.mirror(), role.instance());
  }

  private ConditionReason waitingReason() {
    return disruption.members().stream()
            .anyMatch(membership -> membership.member().startedBy() == StartedBy.Person)
        ? ConditionReason.WaitingForInstancesStarted
        : ConditionReason.WaitingForBackup;
  }

  private Optional<Next> soak() {
    return Records.last(disruption.status(), StepName.AwaitMembers)
        .filter(step -> now.isBefore(step.at().plus(SOAK)))
        .map(step ->
            waiting(
                ConditionReason.Progressing,
                "everything is well; watched until %s".formatted(step.at().plus(SOAK))));
  }

  private Optional<Next> uncordon() {
    return disruption
        .nodeCordonedByUs()
        .map(node -> Next.due(new Action.Cordon(node, false, disruption.record().key())));
  }

  private Next close() {
    boolean attached =
        disruption.virtualMachine().filter(vm -> vm.holds(disruption.addedInterface())).isPresent();
    Records uncordoned = records.uncordoned(now);
    return record(
        attached
            ? uncordoned.to(DisruptionPhase.Done, "the host is back with its second interface")
            : uncordoned.to(
                DisruptionPhase.Failed,
                "the interface could not be attached; the host is back as it was"));
  }

  /** Notes a step that has been reached, once. */
  private Optional<Next> step(StepName name) {
    return step(name, null);
  }

  private Optional<Next> step(StepName name, @Nullable String correlationId) {
    return Records.has(disruption.status(), name, StepOutcome.Succeeded)
        ? Optional.empty()
        : Optional.of(record(records.with(name, now, StepOutcome.Succeeded, correlationId, null)));
  }

  private Baseline baseline() {
    return Optional.ofNullable(disruption.status().baseline())
        .orElseGet(() -> new Baseline(List.of(), true, List.of(), "", List.of(), ""));
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
