package io.mirrornet.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of time in the notation of Go, which Kubernetes uses in documents: {@code 10m}, {@code
 * 1h30m}, {@code 1.5s}, {@code 500ms}. Kept to the millisecond, never negative.
 */
public record GoDuration(Duration duration) {

  /** What a document may contain; also the pattern in the CRDs. Six digits cannot overflow. */
  public static final String NOTATION = "^([0-9]{1,6}(ms|([.][0-9]{1,3})?(h|m|s)))+$";

  /** The longest notation that the CRDs admit, in characters. */
  public static final int MAX_LENGTH = 16;

  private static final Pattern WHOLE = Pattern.compile(NOTATION);
  private static final Pattern TERM = Pattern.compile("([0-9.]+)(h|ms|m|s)");

  /**
   * @throws IllegalArgumentException if the duration is negative or has parts of a millisecond
   */
  public GoDuration {
    if (duration.isNegative() || !Duration.ofMillis(duration.toMillis()).equals(duration)) {
      throw new IllegalArgumentException("not a number of milliseconds from 0 up: " + duration);
    }
  }

  /**
   * Reads hours, minutes, seconds and milliseconds.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  @JsonCreator
  public static GoDuration parse(String text) {
    return tryParse(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "not a duration such as 10m, 1h30m or 500ms: \"%s\"".formatted(text)));
  }

  /** As {@link #parse}, empty where {@code parse} would throw. */
  public static Optional<GoDuration> tryParse(String text) {
    if (text.length() > MAX_LENGTH || !WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal millis = BigDecimal.ZERO;
    Matcher term = TERM.matcher(text);
    while (term.find()) {
      BigDecimal unit = BigDecimal.valueOf(millisOf(term.group(2)));
      millis = millis.add(new BigDecimal(term.group(1)).multiply(unit));
    }
    return Optional.of(new GoDuration(Duration.ofMillis(millis.longValueExact())));
  }

  /** The largest units first, none that is zero: 90 minutes are 1h30m. */
  @Override
  @JsonValue
  public String toString() {
    if (duration.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(count).append(unit);
    }
  }

  private static long millisOf(String unit) {
    return switch (unit) {
      case "h" -> Duration.ofHours(1).toMillis();
      case "m" -> Duration.ofMinutes(1).toMillis();
      case "s" -> Duration.ofSeconds(1).toMillis();
      case "ms" -> 1;
      default -> throw new IllegalArgumentException("not a unit: " + unit);
    };
  }
}
