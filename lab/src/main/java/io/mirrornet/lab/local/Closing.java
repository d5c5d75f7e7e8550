package io.mirrornet.lab.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** What ends together, the last made first. One that fails to end does not keep the others. */
final class Closing implements AutoCloseable {

  private final Deque<Runnable> steps = new ArrayDeque<>();
  private boolean closed;

  /**
   * Adds what is to end before all that is here already.
   *
   * @throws IllegalStateException if the end has come already; the step is done then
   */
  synchronized void first(Runnable step) {
    if (closed) {
      step.run();
      throw new IllegalStateException("the lab was closed while it started");
    }
    steps.push(step);
  }

  /** Ends everything because of a failure, which is not to be hidden by another one. */
  void close(Throwable because) {
    try {
      close();
    } catch (IllegalStateException e) {
      because.addSuppressed(e);
    }
  }

  /**
   * Ends everything. Again, it has nothing to do.
   *
   * @throws IllegalStateException with all failures attached, if there are any
   */
  @Override
  public synchronized void close() {
    closed = true;
    RuntimeException failure = new IllegalStateException("the lab did not end cleanly");
    while (!steps.isEmpty()) {
      try {
        steps.pop().run();
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }
}
