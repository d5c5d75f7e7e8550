package io.mirrornet.operator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time of a world. It passes only when it is told to. */
final class VirtualClock implements InstantSource {

  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration time) {
    now = now.plus(time);
  }
}
