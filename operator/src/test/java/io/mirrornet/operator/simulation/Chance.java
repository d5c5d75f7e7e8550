package io.mirrornet.operator.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What is left to chance, and comes out the same each time for the same seed. */
final class Chance {

  private final SplittableRandom random;

  Chance(long seed) {
    this(new SplittableRandom(seed));
  }

  private Chance(SplittableRandom random) {
    this.random = random;
  }

  /** A source of its own, so that one actor's draws do not shift those of another. */
  Chance split() {
    return new Chance(random.split());
  }

  RandomGenerator generator() {
    return random;
  }

  /** True once in so many times, on average. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** True with this probability. */
  boolean with(double probability) {
    return random.nextDouble() < probability;
  }

  /** Both ends included. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** Both ends included, to the second. */
  Duration seconds(int least, int most) {
    return Duration.ofSeconds(between(least, most));
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
