package io.mirrornet.lab.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MirrorTest {

  private static final Member A = Member.failover("hs-vm-a", "REGA");
  private static final Member B = Member.failover("hs-vm-b", "REGB");
  private static final Member DR = new Member("hs-vm-c", "REGDR", MemberType.DISASTER_RECOVERY);

  private final Mirror mirror = new Mirror("REGISTRY", List.of(A, B, DR), MirrorTimings.LAB);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aStoppedPrimaryHandsOverToItsActiveBackup() {
    mirror.stop(A, now);
    assertThat(mirror.primary()).isEmpty();
    afterAllIsDone();

    assertThat(mirror.primary()).contains(B);
  }

  @Test
  void aBackupThatIsNotActiveNeverTakesOver() {
    restart(B);
    assertThat(mirror.status(B)).isEqualTo(MemberStatus.SYNCHRONIZING);

    mirror.stop(A, now);
    afterAllIsDone();

    assertThat(mirror.primary()).isEmpty();
    assertThat(mirror.status(B)).isEqualTo(MemberStatus.WAITING);
  }

  @Test
  void theDeathOfThePrimarysHostIsSurvivedOnlyWithTheArbiter() {
    mirror.hostPower("hs-vm-a", false, now);
    afterAllIsDone();
    assertThat(mirror.primary()).contains(B);

    Mirror alone = new Mirror("INDEX", List.of(A, B), MirrorTimings.LAB);
    alone.arbiter(false, now);
    alone.hostPower("hs-vm-a", false, now);
    alone.advance(now.plus(Duration.ofMinutes(1)));
    assertThat(alone.primary()).isEmpty();
  }

  @Test
  void aPrimaryWithoutBackupAndArbiterStopsToBeOneForAsLongAsThatLasts() {
    mirror.stop(B, now);
    assertThat(mirror.primary()).contains(A);

    mirror.arbiter(false, now);
    assertThat(mirror.primary()).isEmpty();

    mirror.arbiter(true, now);
    assertThat(mirror.primary()).contains(A);
  }

  @Test
  void aPrimaryThatRestartsWhileItsPartnersHostIsDownDoesNotBecomeOneAgain() {
    mirror.hostPower("hs-vm-b", false, now);
    restart(A);
    assertThat(mirror.primary()).isEmpty();

    mirror.hostPower("hs-vm-b", true, now);
    assertThat(mirror.primary()).contains(A);
  }

  @Test
  void instancesDoNotStartByThemselvesWhenTheirHostIsBack() {
    mirror.hostPower("hs-vm-b", false, now);
    mirror.hostPower("hs-vm-b", true, now);
    afterAllIsDone();

    assertThat(mirror.isRunning(B)).isFalse();
    assertThat(mirror.status(B)).isEqualTo(MemberStatus.DOWN);
  }

  @Test
  void aRestartedBackupIsActiveOnlyAfterItHasCaughtUp() {
    restart(B);
    assertThat(mirror.isFailoverReady(B)).isFalse();
    afterAllIsDone();

    assertThat(mirror.isFailoverReady(B)).isTrue();
  }

  @Test
  void aMemberThatIsNotReachableAtItsOwnAddressDoesNotJoin() {
    mirror.stop(B, now);
    mirror.start(B, false, now);
    afterAllIsDone();

    assertThat(mirror.isRunning(B)).isTrue();
    assertThat(mirror.status(B)).isEqualTo(MemberStatus.NOT_INITIALIZED);
  }

  @Test
  void aMemberThatIsBehindDoesNotBecomePrimaryWhenItStartsFirst() {
    mirror.stop(B, now);
    mirror.stop(A, now);
    restart(B);
    assertThat(mirror.primary()).isEmpty();

    restart(A);
    assertThat(mirror.primary()).contains(A);
  }

  @Test
  void aHungPrimaryAnswersNobodyAndIsNotReplaced() {
    mirror.hang(A, true, now);
    afterAllIsDone();

    assertThat(mirror.primary()).isEmpty();
    assertThat(mirror.isRunning(A)).isTrue();
    assertThat(mirror.status(B)).isEqualTo(MemberStatus.BACKUP);
  }

  @Test
  void anAsyncMemberNeverTakesOver() {
    mirror.stop(B, now);
    mirror.stop(A, now);
    afterAllIsDone();

    assertThat(mirror.primary()).isEmpty();
    assertThat(mirror.status(DR)).isEqualTo(MemberStatus.WAITING);
  }

  @Test
  void aMirrorTakesOneOrTwoFailoverMembers() {
    assertThatThrownBy(() -> new Mirror("REGISTRY", List.of(DR), MirrorTimings.LAB))
        .hasMessage("mirror REGISTRY has 0 failover members; it takes one or two");
  }

  private void restart(Member member) {
    mirror.stop(member, now);
    mirror.start(member, true, now);
    now = now.plus(MirrorTimings.LAB.start());
    mirror.advance(now);
  }

  private void afterAllIsDone() {
    while (mirror.nextDue().isPresent()) {
      now = mirror.nextDue().get();
      mirror.advance(now);
    }
  }
}
