package io.mirrornet.operator.simulation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** What happened in a world, for people who look for a reason. Keeps the newest lines. */
final class Trace {

  private static final int LENGTH = 400;

  private final InstantSource clock;
  private final Deque<String> lines = new ArrayDeque<>();

  Trace(InstantSource clock) {
    this.clock = clock;
  }

  void note(String actor, String what) {
    if (lines.size() == LENGTH) {
      lines.removeFirst();
    }
    Duration at = Duration.between(VirtualClock.START, clock.instant());
    lines.addLast(
        "%3d:%02d.%03d %-10s %s"
            .formatted(at.toMinutes(), at.toSecondsPart(), at.toMillisPart(), actor, what));
  }

  @Override
  public String toString() {
    return String.join(System.lineSeparator(), lines);
  }
}
