package io.mirrornet.operator.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How long Azure wants to be left alone: {@code Retry-After} in seconds or as a date (RFC 9110,
 * 10.2.3), or Azure's own header in milliseconds, which is finer where it is there.
 */
final class RetryAfter {

  private static final HttpHeaderName MILLISECONDS =
      HttpHeaderName.fromString("x-ms-retry-after-ms");
  private static final int MOST_DIGITS = 9;

  private final InstantSource clock;

  RetryAfter(InstantSource clock) {
    this.clock = clock;
  }

  /** Empty if the headers do not say, or what they say is no time to come. */
  Optional<Duration> of(HttpHeaders headers) {
    return number(headers, MILLISECONDS)
        .map(Duration::ofMillis)
        .or(() -> number(headers, HttpHeaderName.RETRY_AFTER).map(Duration::ofSeconds))
        .or(() -> date(headers))
        .filter(Duration::isPositive);
  }

  private static Optional<Long> number(HttpHeaders headers, HttpHeaderName name) {
    return Optional.ofNullable(headers.getValue(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty() && text.length() <= MOST_DIGITS)
        .filter(text -> text.chars().allMatch(Character::isDigit))
        .map(Long::valueOf);
  }

  private Optional<Duration> date(HttpHeaders headers) {
    return Optional.ofNullable(headers.getValue(HttpHeaderName.RETRY_AFTER))
        .flatMap(RetryAfter::date)
        .map(then -> Duration.between(clock.instant(), then));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
