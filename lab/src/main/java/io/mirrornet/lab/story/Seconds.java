package io.mirrornet.lab.story;

import java.time.Duration;

/** Durations as reports write them. */
final class Seconds {

  private Seconds() {}

  /** With one digit behind the point. */
  static double of(Duration duration) {
    return Math.round(duration.toMillis() / 100.0) / 10.0;
  }
}
