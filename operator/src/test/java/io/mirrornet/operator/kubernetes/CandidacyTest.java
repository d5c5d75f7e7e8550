package io.mirrornet.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.operator.kubernetes.Candidacy.Shown;
import org.junit.jupiter.api.Test;

class CandidacyTest {

  private static final long SECOND = 1_000_000_000L;

  private final Candidacy candidacy = new Candidacy("a");

  @Test
  void aFreeLeaseIsTakenAtOnceAndOnesOwnRenewed() {
    assertThat(candidacy.mayWrite(new Shown("", "1"), 0)).isTrue();
    assertThat(candidacy.mayWrite(new Shown("a", "2"), 0)).isTrue();
  }

  @Test
  void anotherOnesLeaseIsTakenWhenItHasNotChangedForItsWholeTimeSinceItWasSeen() {
    assertThat(candidacy.mayWrite(new Shown("b", "1"), 100 * SECOND)).isFalse();
    assertThat(candidacy.mayWrite(new Shown("b", "1"), 114 * SECOND)).isFalse();
    assertThat(candidacy.mayWrite(new Shown("b", "2"), 115 * SECOND)).as("renewed").isFalse();
    assertThat(candidacy.mayWrite(new Shown("b", "2"), 129 * SECOND)).isFalse();
    assertThat(candidacy.mayWrite(new Shown("b", "2"), 130 * SECOND)).isTrue();
  }

  @Test
  void leadershipEndsWithTimeLeftForOneRequestBeforeAnybodyMayTakeTheLease() {
    candidacy.renewed(100 * SECOND);

    assertThat(candidacy.heldUntil()).contains(110 * SECOND);
  }

  @Test
  void whoSeesAnotherNameLeadsNoMore() {
    candidacy.renewed(100 * SECOND);

    candidacy.mayWrite(new Shown("b", "1"), 101 * SECOND);

    assertThat(candidacy.heldUntil()).isEmpty();
  }

  @Test
  void theClockCountsUpAndCountsInNanoseconds() {
    BootTime clock = new BootTime();
    long before = clock.getAsLong();
    long elapsed = System.nanoTime();
    while (System.nanoTime() - elapsed < SECOND / 100) {
      Thread.onSpinWait();
    }

    assertThat(clock.getAsLong() - before).isBetween(SECOND / 100 - SECOND / 1000, 10 * SECOND);
  }
}
