package io.mirrornet.lab.cloud;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test sets. */
public final class TestClock implements InstantSource {

  private Instant now = Instant.parse("2026-03-01T02:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /** Lets time pass. */
  public void advance(Duration by) {
    now = now.plus(by);
  }

  /** Lets time pass until then, if it has not yet. */
  public void advanceTo(Instant then) {
    now = then.isAfter(now) ? then : now;
  }
}
