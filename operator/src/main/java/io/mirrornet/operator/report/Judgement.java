package io.mirrornet.operator.report;

import io.mirrornet.api.Condition;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.ConditionType;
import io.mirrornet.operator.model.cluster.Metadata;
import java.time.Instant;
import java.util.List;

/** One aspect of a network, judged, before it has a type and a time. */
record Judgement(ConditionStatus status, ConditionReason reason, String message) {

  static Judgement yes(String message) {
    return new Judgement(ConditionStatus.True, ConditionReason.AsExpected, message);
  }

  static Judgement no(ConditionReason reason, String message) {
    return new Judgement(ConditionStatus.False, reason, message);
  }

  static Judgement unknown(ConditionReason reason, String message) {
    return new Judgement(ConditionStatus.Unknown, reason, message);
  }

  boolean holds() {
    return status == ConditionStatus.True;
  }

  Condition as(ConditionType type, Metadata network, List<Condition> before, Instant now) {
    return Condition.of(type, status, network.generation(), now, reason, message).since(before);
  }
}
