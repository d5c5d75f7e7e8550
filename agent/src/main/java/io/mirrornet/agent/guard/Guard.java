package io.mirrornet.agent.guard;

import io.mirrornet.agent.guard.RouteTable.Disturbance;
import io.mirrornet.agent.route.HostIntent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that owns the host's entries: wait for a disturbance, bring everything to where it is to
 * be, say what stands.
 *
 * <p>As long as nobody said what is to be, it writes nothing: what a former run left stands. The
 * last that was said goes on to hold, whoever is away. When the loop ends, everything stays in
 * place.
 */
public final class Guard implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  /** What follows from a link's or address's change is not told, and may take a moment. */
  private static final Duration SECOND_LOOK = Duration.ofMillis(100);

  /** While connections are waited for, or the kernel refuses. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private static final Duration LONGEST_REST = Duration.ofSeconds(75);
  private static final Duration SHORTEST_REST = Duration.ofSeconds(45);

  private final RouteTable table;
  private final LongSupplier nanoTime;
  private final RandomGenerator random;
  private final GuardListener listener;
  private final AtomicReference<@Nullable HostIntent> intent = new AtomicReference<>();
  private volatile boolean stopped;

  /**
   * @param nanoTime a clock that never jumps, in nanoseconds
   * @param random spreads the looks of many hosts in time
   */
  public Guard(
      RouteTable table, LongSupplier nanoTime, RandomGenerator random, GuardListener listener) {
    this.table = table;
    this.nanoTime = nanoTime;
    this.random = random;
    this.listener = listener;
  }

  /** Says what is to be from now on. From any thread. */
  public void keep(HostIntent newIntent) {
    if (!newIntent.equals(intent.getAndSet(newIntent))) {
      table.wake();
    }
  }

  /** Ends the loop; everything stays in place. From any thread. */
  public void stop() {
    stopped = true;
    table.wake();
  }

  /** Runs until {@link #stop}. */
  @Override
  public void run() {
    Duration rest = Duration.ZERO;
    while (!stopped) {
      try {
        rest = turn(rest);
      } catch (RuntimeException e) {
        // Whatever it was, the next look starts from what is there then.
        LOG.atError().setCause(e).log("no look at the host's network; trying again");
        listener.failed();
        LockSupport.parkNanos(SOON.toNanos());
        rest = Duration.ZERO;
      }
    }
  }

  /** One disturbance or rest, and what is done about it. Returns how long to rest at most. */
  private Duration turn(Duration rest) {
    Disturbance disturbance = table.await(rest);
    long since = nanoTime.getAsLong();
    Optional<HostIntent> wanted = Optional.ofNullable(intent.get());
    if (wanted.isEmpty()) {
      return LONGEST_REST;
    }
    Programmed programmed = table.converge(wanted.get());
    Duration took = Duration.ofNanos(nanoTime.getAsLong() - since);
    listener.looked(programmed, disturbance, took);
    return switch (disturbance) {
      case LINKS, LOST -> SECOND_LOOK;
      case NONE, ENTRIES -> programmed.isWaiting() ? SOON : jittered();
    };
  }

  private Duration jittered() {
    long spread = LONGEST_REST.minus(SHORTEST_REST).toMillis();
    return SHORTEST_REST.plusMillis(random.nextLong(spread));
  }
}
