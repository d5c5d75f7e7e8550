package io.mirrornet.agent.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A moment until which several things are waited for together. */
final class Deadline {

  private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);

  /** So that what was resolved late is tried at all. */
  private static final Duration LEAST = Duration.ofMillis(100);

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left, at least a tenth of a second. */
  Duration left() {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    return left.compareTo(LEAST) > 0 ? left : LEAST;
  }

  /** What came of it; empty if it was not over in time, or failed. */
  <T> Optional<T> await(FutureTask<T> task) {
    try {
      return Optional.ofNullable(task.get(left().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      LOG.atWarn().setCause(e).log("a look at a member failed");
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
