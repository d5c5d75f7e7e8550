package io.mirrornet.lab.story;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells who watches what happens now and for how long, and keeps the time of each stage. */
public final class Narrator {

  private final InstantSource clock;
  private final Consumer<String> out;
  private final Instant began;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private Optional<Stage> stage = Optional.empty();

  private record Stage(String name, Instant began) {}

  /**
   * @param out gets whole lines
   */
  public Narrator(InstantSource clock, Consumer<String> out) {
    this.clock = clock;
    this.out = out;
    this.began = clock.instant();
  }

  /** A stage begins, and the one before it is over. */
  public void stage(String name, String what) {
    endOfStage();
    stage = Optional.of(new Stage(name, clock.instant()));
    out.accept("");
    say("== " + what);
  }

  /** The last stage is over. */
  public void endOfStage() {
    stage.ifPresent(last -> {
      Duration took = Duration.between(last.began(), clock.instant());
      seconds.put(last.name(), Seconds.of(took));
      say("   (%s: %.1f s)".formatted(last.name(), Seconds.of(took)));
    });
    stage = Optional.empty();
  }

  /** Something happened. */
  public void say(String line) {
    out.accept("%4d s  %s".formatted(elapsed().toSeconds(), line));
  }

  /** Somebody types a command. */
  public void command(String who, String command, String why) {
    say("%s: %s".formatted(who, why));
    out.accept("          $ " + command);
  }

  /** Lines that stand for themselves, such as a table's. */
  public void lines(List<String> lines) {
    lines.forEach(line -> out.accept("          " + line));
  }

  /** How long each finished stage took, in their order. */
  public Map<String, Double> seconds() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
  }

  private Duration elapsed() {
    return Duration.between(began, clock.instant());
  }
}
