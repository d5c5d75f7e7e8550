package io.mirrornet.operator.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Many worlds, several at once, each on one thread. */
record Campaign(long base, Census census, Duration took, List<Failure> failures) {

  /** How many failures end a campaign: more tell nothing new. */
  private static final int ENOUGH = 5;

  /** A world in which a law does not hold. */
  record Failure(long seed, Throwable cause, String trace) {

    @Override
    public String toString() {
      return """
      %s
      seed %d; again with:
        ./test -pl operator -am -Dtest=LawsTest -Dsurefire.failIfNoSpecifiedTests=false -DskipITs -Dlaws.worlds=1 -Dlaws.seed=%d
      %s\
      """
          .formatted(cause, seed, seed, trace);
    }
  }

  /** The seed of a world, so that a campaign of one world with that seed is that world. */
  static long seed(long base, int index) {
    return base + index;
  }

  static Campaign run(long base, int worlds) {
    long start = System.nanoTime();
    Census census = new Census();
    List<Failure> failures = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger next = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int index = next.getAndIncrement();
                    index < worlds && failures.size() < ENOUGH;
                    index = next.getAndIncrement()) {
                  long seed = seed(base, index);
                  tryWorld(seed, census).ifPresent(failures::add);
                }
              }));
    }
    threads.forEach(Campaign::join);
    return new Campaign(
        base, census, Duration.ofNanos(System.nanoTime() - start), List.copyOf(failures));
  }

  /** Lives through one world. */
  static Optional<Failure> tryWorld(long seed, Census census) {
    World world = new World(seed, OperatorProcess.Doors.HONEST);
    try {
      world.run();
    } catch (RuntimeException | AssertionError broken) {
      return Optional.of(new Failure(seed, broken, world.trace().toString()));
    } finally {
      synchronized (census) {
        census.add(world.census());
      }
    }
    return Optional.empty();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d worlds from seed %d in %d s%n".formatted(census.worlds(), base, took.toSeconds()));
    text.append(census).append(System.lineSeparator());
    failures.forEach(failure -> text.append(failure).append(System.lineSeparator()));
    return text.toString();
  }
}
