package io.mirrornet.agent.loop;

import io.mirrornet.agent.assignment.HostRoute;
import io.mirrornet.agent.guard.Programmed;
import io.mirrornet.agent.route.HostIntent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The newest of what other threads tell the loop; what was overtaken is forgotten. */
public final class Inbox {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Optional<List<HostRoute>> routes = Optional.empty();
  private Optional<Programmed> programmed = Optional.empty();

  /** Why a wait is over. */
  enum Wake {
    NEWS,
    TIME,
    CLOSED
  }

  private boolean news;
  private boolean closed;

  /** All objects of this node, as of a complete list and what changed since. */
  public void put(List<HostRoute> newRoutes) {
    lock.lock();
    try {
      news |= !routes.map(Inbox::asked).equals(Optional.of(asked(newRoutes)));
      routes = Optional.of(newRoutes);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What stands in the kernel. */
  public void put(Programmed newProgrammed) {
    lock.lock();
    try {
      news |= programmed.filter(newProgrammed::standsAs).isEmpty();
      programmed = Optional.of(newProgrammed);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** No more turns. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Empty before the first complete list. */
  Optional<List<HostRoute>> routes() {
    lock.lock();
    try {
      return routes;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is news that nobody took, or time is up.
   *
   * @return what ended the wait
   */
  Wake awaitNews(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      await(atMost, () -> news || closed);
      Wake wake = closed ? Wake.CLOSED : news ? Wake.NEWS : Wake.TIME;
      news = false;
      return wake;
    } finally {
      lock.unlock();
    }
  }

  /** What stands for this intent; empty if nobody looked in time. */
  Optional<Programmed> awaitProgrammed(HostIntent intent, Duration atMost)
      throws InterruptedException {
    lock.lock();
    try {
      await(atMost, () -> closed || programmed(intent).isPresent());
      return programmed(intent);
    } finally {
      lock.unlock();
    }
  }

  /** That our own status came back is no news. */
  private static List<HostRoute> asked(List<HostRoute> all) {
    return all.stream().map(HostRoute::withoutStatus).toList();
  }

  private Optional<Programmed> programmed(HostIntent intent) {
    return programmed.filter(stands -> stands.intent().equals(intent));
  }

  private void await(Duration atMost, BooleanSupplier condition) throws InterruptedException {
    long left = atMost.toNanos();
    while (!condition.getAsBoolean() && left > 0) {
      left = changed.awaitNanos(left);
    }
  }
}
