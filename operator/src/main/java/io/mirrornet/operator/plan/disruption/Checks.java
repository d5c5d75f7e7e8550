package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.disruption.Approval;
import io.mirrornet.api.disruption.Check;
import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.disruption.CheckResult;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All checks of a disruption, made from one sight of the hosts concerned. */
final class Checks {

  private final List<Check> all;
  private final boolean anyStopUnseen;

  private Checks(List<Check> all, boolean anyStopUnseen) {
    this.all = List.copyOf(all);
    this.anyStopUnseen = anyStopUnseen;
  }

  static Checks of(Case disruption, Sight sight) {
    MirrorChecks mirrors = new MirrorChecks(disruption, sight);
    HostChecks host = new HostChecks(disruption, sight);
    return new Checks(
        Arrays.stream(CheckName.values())
            .map(name ->
                finding(name, mirrors, host)
                    .as(name, disruption.status().checks(), disruption.fleet().now()))
            .toList(),
        mirrors.unseenStop().isPresent());
  }

  private static Finding finding(CheckName name, MirrorChecks mirrors, HostChecks host) {
    return switch (name) {
      case SameVirtualMachine -> host.sameVirtualMachine();
      case HoldsNoPrimary -> mirrors.holdsNoPrimary();
      case PrimaryHealthyElsewhere -> mirrors.primaryHealthyElsewhere();
      case BackupActive -> mirrors.backupActive();
      case ArbiterReachable -> mirrors.arbiterReachable();
      case InstancesDeclared -> mirrors.instancesDeclared();
      case InstancesStopped -> mirrors.instancesStopped();
      case OtherHostsUp -> host.otherHostsUp();
      case DrainPossible -> host.drainPossible();
      case CapacityRisk -> host.capacityRisk();
      case PublicAddressKept -> host.publicAddressKept();
      case PathToStart -> host.pathToStart();
      case NotControlPlane -> host.notControlPlane();
      case NotOurOwnNode -> host.notOurOwnNode();
      case NotManagedElsewhere -> host.notManagedElsewhere();
      case SecondNicAllowed -> host.secondNicAllowed();
      case DisksSurvive -> host.disksSurvive();
    };
  }

  List<Check> all() {
    return all;
  }

  /** The checks that have this result. */
  List<CheckName> named(CheckResult result) {
    return all.stream().filter(check -> check.result() == result).map(Check::name).toList();
  }

  /**
   * What keeps the host from being emptied: everything but the instances, which are stopped only
   * when it is. Where no agent is ever going to say that they are stopped, nobody empties a host to
   * wait for that word.
   */
  Optional<Check> blockingAdmission(Approval approval) {
    return blocking(approval)
        .filter(check ->
            check.name() != CheckName.InstancesStopped
                || (anyStopUnseen && !approval.acknowledge().contains(check.name())))
        .findFirst();
  }

  /** What keeps the host from being taken down. */
  Optional<Check> blockingDeallocation(Approval approval) {
    return blocking(approval).findFirst();
  }

  private Stream<Check> blocking(Approval approval) {
    return all.stream()
        .filter(check ->
            switch (check.result()) {
              case Pass -> false;
              case Fail -> true;
              case Unknown -> !approval.acknowledge().contains(check.name());
            });
  }
}
