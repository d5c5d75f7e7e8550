package io.mirrornet.operator.attempt;

import java.time.Duration;

/** How long to wait before something that failed is tried again. */
final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LAST = Duration.ofMinutes(5);

  private Backoff() {}

  /**
   * Doubles from 10 seconds to 5 minutes.
   *
   * @param failures in a row, from 1
   */
  static Duration after(int failures) {
    int doublings = Math.min(failures - 1, 5);
    Duration wait = FIRST.multipliedBy(1L << doublings);
    return wait.compareTo(LAST) < 0 ? wait : LAST;
  }

  /** For what does not help by itself: a person may have changed something by then. */
  static Duration permanent() {
    return LAST;
  }
}
