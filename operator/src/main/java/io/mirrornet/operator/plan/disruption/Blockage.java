package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.disruption.Check;

/** Who is waited for when a check blocks. */
final class Blockage {

  private Blockage() {}

  static ConditionReason reason(Check check) {
    return switch (check.result()) {
      case Fail ->
          switch (check.name()) {
            case HoldsNoPrimary, PrimaryHealthyElsewhere -> ConditionReason.WaitingForFailover;
            case BackupActive -> ConditionReason.WaitingForBackup;
            case InstancesStopped -> ConditionReason.WaitingForInstancesStopped;
            case NotOurOwnNode -> ConditionReason.OperatorsOwnNode;
            case SameVirtualMachine,
                ArbiterReachable,
                InstancesDeclared,
                OtherHostsUp,
                DrainPossible,
                CapacityRisk,
                PublicAddressKept,
                PathToStart,
                NotControlPlane,
                NotManagedElsewhere,
                SecondNicAllowed,
                DisksSurvive ->
                ConditionReason.CheckFailed;
          };
      case Unknown, Pass -> ConditionReason.WaitingForEvidence;
    };
  }
}
