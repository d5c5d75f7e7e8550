package io.mirrornet.operator.turn;

import io.mirrornet.operator.plan.FleetPlan;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which the loop turns: when somebody rings, and when the pace says so. A turn
 * that a defect breaks off is logged and followed by the next: what it left undone is due again.
 */
public final class TurnThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TurnThread.class);

  private final Supplier<Optional<FleetPlan>> turn;
  private final Bell bell;
  private final Pace pace;
  private final TurnListener listener;
  private final LongSupplier nanoTime;
  private final Thread thread = Thread.ofPlatform().name("turn").unstarted(this::run);
  private volatile boolean closing;
  private volatile long lastAlive;

  /**
   * A thread that has not begun yet.
   *
   * @param turn makes one; empty if this process does not lead
   */
  public TurnThread(
      Supplier<Optional<FleetPlan>> turn,
      Bell bell,
      Pace pace,
      TurnListener listener,
      LongSupplier nanoTime) {
    this.turn = turn;
    this.bell = bell;
    this.pace = pace;
    this.listener = listener;
    this.nanoTime = nanoTime;
    this.lastAlive = nanoTime.getAsLong();
  }

  /** Begins with a turn. */
  public void start() {
    thread.start();
  }

  /** How long ago the thread was last between two turns. */
  public Duration sinceLastTurn() {
    return Duration.ofNanos(nanoTime.getAsLong() - lastAlive);
  }

  /** Makes no more turns, and waits for the end of the one that is being made. */
  @Override
  public void close() {
    closing = true;
    bell.ring();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closing) {
        Duration rest = pace.after(makeTurn());
        lastAlive = nanoTime.getAsLong();
        if (!closing) {
          bell.await(rest);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<FleetPlan> makeTurn() {
    long began = nanoTime.getAsLong();
    try {
      Optional<FleetPlan> plan = turn.get();
      plan.ifPresent(made -> listener.turned(made, Duration.ofNanos(nanoTime.getAsLong() - began)));
      return plan;
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a turn was broken off; this is a defect");
      listener.failed();
      return Optional.empty();
    }
  }
}
