package io.mirrornet.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {

  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00.987Z");

  @Test
  void aConditionWhoseStatusIsTheSameKeepsTheTimeAtWhichThatBegan() {
    Condition before = ready(ConditionStatus.False, THEN, ConditionReason.Progressing);

    Condition after =
        ready(ConditionStatus.False, NOW, ConditionReason.WaitingForApproval)
            .since(List.of(before));

    assertThat(after.lastTransitionTime()).isEqualTo(THEN);
    assertThat(after.reason()).isEqualTo("WaitingForApproval");
  }

  @Test
  void aConditionWhoseStatusChangedBeginsNow() {
    Condition before = ready(ConditionStatus.False, THEN, ConditionReason.Progressing);

    Condition after =
        ready(ConditionStatus.True, NOW, ConditionReason.AsExpected).since(List.of(before));

    assertThat(after.lastTransitionTime()).isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
  }

  @Test
  void theTimeOfAnotherTypeIsNotTaken() {
    Condition other =
        Condition.of(
            ConditionType.Stalled,
            ConditionStatus.True,
            1,
            THEN,
            ConditionReason.AsExpected,
            "as before");

    Condition after =
        ready(ConditionStatus.True, NOW, ConditionReason.AsExpected).since(List.of(other));

    assertThat(after.lastTransitionTime()).isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
  }

  private static Condition ready(ConditionStatus status, Instant at, ConditionReason reason) {
    return Condition.of(ConditionType.Ready, status, 1, at, reason, "for a test");
  }
}
