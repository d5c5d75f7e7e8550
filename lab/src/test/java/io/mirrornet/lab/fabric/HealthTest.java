package io.mirrornet.lab.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HealthTest {

  @Test
  void aBackendThatWasNeverAskedGetsNothing() {
    assertThat(Health.UNPROBED.up()).isFalse();
  }

  @Test
  void itTurnsWithAsManyContraryAnswersInARowAsTheThresholdSays() {
    Health once = Health.UNPROBED.after(true, 2);
    assertThat(once.up()).isFalse();

    assertThat(once.after(true, 2).up()).isTrue();
    assertThat(once.after(false, 2).after(true, 2).up()).isFalse();
  }

  @Property
  void afterAThresholdOfEqualAnswersItAgreesWithThem(
      @ForAll @Size(max = 20) List<Boolean> before,
      @ForAll boolean last,
      @ForAll @IntRange(min = 1, max = 5) int threshold) {
    Health health = Health.UNPROBED;
    for (boolean answer : before) {
      health = health.after(answer, threshold);
    }

    for (int i = 0; i < threshold; i++) {
      health = health.after(last, threshold);
    }

    assertThat(health).isEqualTo(new Health(last, 0));
  }
}
