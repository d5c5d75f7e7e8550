package io.mirrornet.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private final RetryAfter retryAfter = new RetryAfter(() -> Instant.parse("2026-03-01T02:00:00Z"));

  @ParameterizedTest
  @CsvSource({"17, PT17S", "'Sun, 01 Mar 2026 02:01:30 GMT', PT1M30S"})
  void itIsGivenInSecondsOrAsADate(String value, Duration wait) {
    assertThat(retryAfter.of(headers("Retry-After", value))).contains(wait);
  }

  @Test
  void azuresOwnHeaderIsFiner() {
    HttpHeaders headers = headers("Retry-After", "1");
    headers.set(HttpHeaderName.fromString("x-ms-retry-after-ms"), "250");

    assertThat(retryAfter.of(headers)).contains(Duration.ofMillis(250));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-5", "soon", "99999999999", "Sun, 01 Mar 2026 01:00:00 GMT"})
  void whatIsNoTimeToComeIsNone(String value) {
    assertThat(retryAfter.of(headers("Retry-After", value))).isEmpty();
  }

  private static HttpHeaders headers(String name, String value) {
    return new HttpHeaders().set(HttpHeaderName.fromString(name), value);
  }
}
