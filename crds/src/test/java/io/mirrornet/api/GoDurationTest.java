package io.mirrornet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @Property
  void everyDurationThatADocumentCanHoldReadsBackAsItself(
      @ForAll @LongRange(max = 100L * 24 * 3600 * 1000) long millis) {
    GoDuration duration = new GoDuration(Duration.ofMillis(millis));

    assertThat(GoDuration.parse(duration.toString())).isEqualTo(duration);
  }

  @ParameterizedTest
  @CsvSource({
    "10m, PT10M, 10m",
    "90m, PT1H30M, 1h30m",
    "1h30m, PT1H30M, 1h30m",
    "1.5s, PT1.5S, 1s500ms",
    "0.001s, PT0.001S, 1ms",
    "500ms, PT0.5S, 500ms",
    "24h, PT24H, 24h",
    "1m1m, PT2M, 2m",
    "0s, PT0S, 0s",
  })
  void goesNotationIsRead(String text, Duration meaning, String canonical) {
    GoDuration duration = GoDuration.parse(text);

    assertThat(duration.duration()).isEqualTo(meaning);
    assertThat(duration).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "m",
        "-10m",
        "+10m",
        "10 m",
        "10min",
        "1d",
        "1us",
        "1.5ms",
        "1.0001s",
        ".5s",
        "1.s",
        "1000000s",
        "1h1h1h1h1h1h1h1h1h",
        "10M",
        "PT10M",
        "١m"
      })
  void anythingElseIsRefused(String text) {
    assertThat(GoDuration.tryParse(text)).isEmpty();
  }

  @Test
  void aNegativeDurationCannotBeMade() {
    assertThatThrownBy(() -> new GoDuration(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDurationThatTheNotationCannotHoldCannotBeMade() {
    assertThatThrownBy(() -> new GoDuration(Duration.ofNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
