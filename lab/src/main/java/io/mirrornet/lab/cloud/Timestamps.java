package io.mirrornet.lab.cloud;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How Compute writes times: seven decimals and an offset. */
final class Timestamps {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'+00:00'").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter COMPACT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** As in {@code x-ms-routing-request-id}. */
  static String compact(Instant instant) {
    return COMPACT.format(instant);
  }

  static String text(Instant instant) {
    return FORMAT.format(instant);
  }
}
