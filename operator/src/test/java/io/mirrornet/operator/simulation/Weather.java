package io.mirrornet.operator.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How bad the times are for processes and calls. */
final class Weather {

  private final double storm;
  private boolean calm;

  Weather(Chance chance) {
    this.storm = chance.pick(List.of(0.0, 0.2, 1.0, 1.0, 3.0));
  }

  /** From now on nothing fails. */
  void calm() {
    calm = true;
  }

  boolean isCalm() {
    return calm;
  }

  boolean dies(Chance chance) {
    return happens(chance, 0.002);
  }

  boolean diesAtDeallocation(Chance chance) {
    return happens(chance, 0.05);
  }

  boolean losesApi(Chance chance) {
    return happens(chance, 0.01);
  }

  boolean stalls(Chance chance) {
    return happens(chance, 0.03);
  }

  boolean staleList(Chance chance) {
    return happens(chance, 0.05);
  }

  boolean elects(Chance chance) {
    return happens(chance, 0.01);
  }

  Optional<Duration> sleeps(Chance chance) {
    return happens(chance, 0.0007) ? Optional.of(chance.seconds(5, 240)) : Optional.empty();
  }

  Optional<Duration> slow(Chance chance) {
    return happens(chance, 0.01)
        ? Optional.of(chance.oneIn(5) ? chance.seconds(5, 25) : chance.seconds(1, 4))
        : Optional.empty();
  }

  private boolean happens(Chance chance, double usually) {
    return !calm && chance.with(usually * storm);
  }
}
