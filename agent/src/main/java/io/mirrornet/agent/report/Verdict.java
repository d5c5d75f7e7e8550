package io.mirrornet.agent.report;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;

/** A condition without its history. */
record Verdict(ConditionStatus status, ConditionReason reason, String message) {

  static Verdict yes(String message) {
    return new Verdict(ConditionStatus.True, ConditionReason.AsExpected, message);
  }

  static Verdict nothingToDo(String message) {
    return new Verdict(ConditionStatus.True, ConditionReason.NothingToDo, message);
  }

  static Verdict no(ConditionReason reason, String message) {
    return new Verdict(ConditionStatus.False, reason, message);
  }

  static Verdict unknown(ConditionReason reason, String message) {
    return new Verdict(ConditionStatus.Unknown, reason, message);
  }

  boolean holds() {
    return status == ConditionStatus.True;
  }
}
