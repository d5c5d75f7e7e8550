package io.mirrornet.lab.arm;

import io.mirrornet.lab.cloud.Answer;
import io.mirrornet.lab.cloud.ArmRequest;
import io.mirrornet.lab.cloud.Cloud;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A cloud for many threads: one at a time is let in, and operations end when their time has come
 * even while nobody asks. Listeners of the cloud are called inside the lock, so they hand over what
 * takes long.
 */
public final class SharedCloud implements AutoCloseable {

  private final Cloud cloud;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread ticker;
  private boolean closed;

  /**
   * Takes a cloud over; from now on it is used through this alone.
   *
   * @param clock the clock that the cloud was made with, running at the speed of the world
   */
  public SharedCloud(Cloud cloud, InstantSource clock) {
    this.cloud = cloud;
    this.clock = clock;
    this.ticker = Thread.ofVirtual().name("cloud-clock").start(this::tick);
  }

  /** Runs something on the cloud, alone, and gives its result. */
  public <T> T ask(Function<Cloud, T> question) {
    lock.lock();
    try {
      T answer = question.apply(cloud);
      changed.signalAll();
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /** Runs something on the cloud, alone. */
  public void run(Consumer<Cloud> step) {
    ask(inside -> {
      step.accept(inside);
      return true;
    });
  }

  Answer handle(ArmRequest request) {
    return ask(inside -> inside.handle(request));
  }

  /** Sleeps until the next operation is due, or until somebody has been inside. */
  private void tick() {
    lock.lock();
    try {
      while (!closed) {
        cloud.settle();
        Optional<Instant> due = cloud.nextDue();
        if (due.isEmpty()) {
          changed.await();
        } else {
          changed.awaitNanos(Duration.between(clock.instant(), due.get()).toNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Stops the clock. The cloud keeps its state. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    ticker.interrupt();
  }
}
