package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.cluster.Eviction;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.plan.host.Verdict;
import io.mirrornet.operator.plan.identity.SystemUuid;
import io.mirrornet.operator.plan.provision.Provision;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import io.mirrornet.operator.plan.survey.SurveyedHost;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The checks that ask Azure and the cluster about the host. */
final class HostChecks {

  private final Case disruption;
  private final Sight sight;
  private final String host;

  HostChecks(Case disruption, Sight sight) {
    this.disruption = disruption;
    this.sight = sight;
    this.host = disruption.spec().host();
  }

  Finding sameVirtualMachine() {
    if (disruption.node().isEmpty()) {
      return Finding.fail("node %s is another one than was proposed, or gone".formatted(host));
    }
    if (disruption.virtualMachine().isEmpty()) {
      return Finding.fail(
          "%s is another machine than was proposed, or gone"
              .formatted(disruption.spec().virtualMachine()));
    }
    return refusal(
            Set.of(ConditionReason.VirtualMachineMismatch, ConditionReason.VirtualMachineNotFound))
        .orElseGet(() -> Finding.pass("vmId is the node's systemUUID"));
  }

  Finding otherHostsUp() {
    return Finding.worst(
        Stream.concat(
            disruption.safetySet().nodes().stream().map(this::isUp),
            disruption.safetySet().others().stream()
                .map(other ->
                    Finding.unknown(
                        "%s is not a node; whether it is up is not known".formatted(other)))),
        "no other host shares anything with it");
  }

  private Finding isUp(String other) {
    Optional<Node> node = disruption.fleet().cluster().node(other);
    if (node.isEmpty()) {
      return Finding.unknown("%s is not a node; whether it is up is not known".formatted(other));
    }
    if (!node.get().ready()) {
      return Finding.fail("node %s is not Ready".formatted(other));
    }
    // A node that is no host, such as the arbiter's, has no agent; the kubelet speaks for it.
    return sight.sees(other) || !disruption.survey().mayHaveAgent(other)
        ? Finding.pass("each other host is up")
        : Finding.unknown("the agent on %s has not answered".formatted(other));
  }

  /** As kubectl drain does, which goes on without a controller only by --force. */
  Finding drainPossible() {
    if (disruption
        .network()
        .map(NetworkSurvey::spec)
        .filter(spec -> spec.maintenance().drain().enabled())
        .isEmpty()) {
      return Finding.pass("spec.maintenance.drain.enabled is false: pods on the host are stopped");
    }
    String tried =
        "tried once the host is cordoned; nothing is deallocated before its pods have left";
    return disruption.fleet().drains().get(disruption.record().key())
            instanceof Eviction.AtRisk risk
        ? risk.unmanaged().isEmpty()
            ? Finding.pass(tried + "; " + risk.words())
            : Finding.unknown(
                risk.words() + "; delete them or move them away, or acknowledge DrainPossible")
        : Finding.pass(tried);
  }

  Finding capacityRisk() {
    return Finding.unknown(
        "Azure keeps no machine for a deallocated VM: the start may be refused for lack of capacity"
            + " and is then tried for ever; it cannot be asked beforehand, so each approval has to"
            + " acknowledge CapacityRisk");
  }

  Finding publicAddressKept() {
    return refusal(Set.of(ConditionReason.PublicAddressWouldBeLost))
        .orElseGet(() -> Finding.pass("no public address is lost"));
  }

  Finding pathToStart() {
    return Finding.worst(
        Stream.concat(
                Stream.of(disruption.virtualMachineId()),
                disruption.spec().change().after().stream()
                    .flatMap(nic -> ResourceId.tryParse(nic).stream()))
            .map(this::granted),
        "the operator may deallocate, change and start the VM");
  }

  private Finding granted(ResourceId resource) {
    return disruption
        .fleet()
        .azure()
        .permissions(resource)
        .map(permissions ->
            permissions.missing().isEmpty()
                ? Finding.pass("the operator may deallocate, change and start the VM")
                : Finding.fail(
                    "the operator's identity lacks %s on %s; assign the role of docs/azure.md"
                        .formatted(String.join(", ", permissions.missing()), resource)))
        .orElseGet(() ->
            Finding.unknown(
                ("the operator's permissions on %s are not known; see FrontendsDiscovered, or"
                        + " acknowledge PathToStart")
                    .formatted(resource)));
  }

  Finding notControlPlane() {
    return refusal(Set.of(ConditionReason.ControlPlaneNode))
        .orElseGet(() -> Finding.pass("the host is no node of the control plane"));
  }

  Finding notOurOwnNode() {
    return disruption.fleet().installation().ownNode().equals(host) || isOurOwnMachine()
        ? Finding.fail(
            "the operator itself runs on %s; move it: kubectl cordon %s, then delete its pod"
                .formatted(host, host))
        : Finding.pass("the operator runs on another node");
  }

  /** By whatever name: a node that is registered twice is one machine. */
  private boolean isOurOwnMachine() {
    Optional<String> own =
        disruption
            .fleet()
            .cluster()
            .node(disruption.fleet().installation().ownNode())
            .flatMap(Node::systemUuid);
    return disruption
        .virtualMachine()
        .filter(vm -> own.filter(uuid -> SystemUuid.isOf(vm.vmId(), uuid)).isPresent())
        .isPresent();
  }

  Finding notManagedElsewhere() {
    return refusal(Set.of(ConditionReason.ManagedElsewhere, ConditionReason.ScaleSetUniform))
        .orElseGet(() -> Finding.pass("nobody else manages the VM"));
  }

  Finding secondNicAllowed() {
    return refusal(
            Set.of(
                ConditionReason.SecondInterfaceNotAllowed,
                ConditionReason.OtherVirtualNetwork,
                ConditionReason.ChangedElsewhere))
        .orElseGet(() -> Finding.pass("the VM's size allows the second interface"));
  }

  Finding disksSurvive() {
    return refusal(Set.of(ConditionReason.EphemeralOsDisk))
        .orElseGet(
            () -> Finding.pass("the OS disk is kept; a local temporary disk is emptied, as ever"));
  }

  /** The failure, if the host is refused for one of these reasons. */
  private Optional<Finding> refusal(Set<ConditionReason> reasons) {
    return disruption.surveyed().flatMap(surveyed -> refusal(surveyed, reasons));
  }

  private static Optional<Finding> refusal(SurveyedHost surveyed, Set<ConditionReason> reasons) {
    if (surveyed.verdict() instanceof Verdict.Refused(_, var reason, var message)
        && reasons.contains(reason)) {
      return Optional.of(Finding.fail(message));
    }
    if (surveyed.provision().orElse(null) instanceof Provision.Refused(var reason, var message)
        && reasons.contains(reason)) {
      return Optional.of(Finding.fail(message));
    }
    // What could not be read now may be any of these.
    return surveyed.provision().orElse(null) instanceof Provision.Coming(var reason, var message)
            && reason == ConditionReason.NotObserved
            && reasons.stream().anyMatch(HostChecks::isOfProvision)
        ? Optional.of(Finding.unknown(message))
        : Optional.empty();
  }

  private static boolean isOfProvision(ConditionReason reason) {
    return reason == ConditionReason.SecondInterfaceNotAllowed
        || reason == ConditionReason.PublicAddressWouldBeLost;
  }
}
