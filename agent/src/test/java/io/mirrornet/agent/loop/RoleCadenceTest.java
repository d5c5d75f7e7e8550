package io.mirrornet.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RoleCadenceTest {

  private static final Duration USUAL = Duration.ofSeconds(10);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant CALM = START.plus(RoleCadence.ALERT_FOR);

  @Test
  void rolesAreReadOftenOnAHostThatHasJustComeUp() {
    RoleCadence cadence = new RoleCadence(USUAL, START);

    assertThat(cadence.rest(START)).isEqualTo(RoleCadence.ALERT);
  }

  @Test
  void rolesAreReadAsUsualAfterAQuietWhile() {
    RoleCadence cadence = new RoleCadence(USUAL, START);

    assertThat(cadence.rest(CALM)).isEqualTo(USUAL);
  }

  @Test
  void rolesAreReadOftenAgainAfterAQuestionOrAChange() {
    RoleCadence cadence = new RoleCadence(USUAL, START);

    cadence.stirred(CALM);

    assertThat(cadence.rest(CALM.plusSeconds(1))).isEqualTo(RoleCadence.ALERT);
  }

  @Test
  void aCadenceThatIsFasterAnywayStays() {
    RoleCadence cadence = new RoleCadence(Duration.ofMillis(50), START);

    assertThat(cadence.rest(START)).isEqualTo(Duration.ofMillis(50));
  }
}
