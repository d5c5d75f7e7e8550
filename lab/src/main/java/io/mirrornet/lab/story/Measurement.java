package io.mirrornet.lab.story;

import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.local.Lab;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.lab.scenario.Scenario.Frontend;
import io.mirrornet.lab.scenario.Scenario.Mirror;
import io.mirrornet.lab.scenario.Scenario.VirtualMachine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Calls each mirror's frontend from each machine, many times at once, and counts. */
final class Measurement {

  /** What the report promises. */
  static final int ATTEMPTS = 20;

  /**
   * Longer than the kernel's first repetition of a lost SYN (1 s): a busy machine is no hairpin.
   */
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** A lost call costs its timeout and no work, so many can wait at once. */
  private static final int AT_ONCE = 200;

  private final Lab lab;
  private final Semaphore room = new Semaphore(AT_ONCE);

  private Measurement(Lab lab) {
    this.lab = lab;
  }

  private record Target(String host, String name, Frontend frontend, int port) {}

  /** One row for each machine, each frontend of a mirror, and each port of it, in that order. */
  static List<Row> of(Lab lab) throws InterruptedException {
    return new Measurement(lab).rows();
  }

  private List<Row> rows() throws InterruptedException {
    List<Target> targets = targets(lab.scenario()).toList();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<List<Future<Attempt>>> calls =
          targets.stream()
              .map(target ->
                  IntStream.range(0, ATTEMPTS)
                      .mapToObj(_ -> callers.submit(() -> call(target)))
                      .toList())
              .toList();
      return IntStream.range(0, targets.size())
          .mapToObj(i -> row(targets.get(i), calls.get(i)))
          .toList();
    }
  }

  private static Stream<Target> targets(Scenario scenario) {
    List<String> names = scenario.mirrors().stream().map(Mirror::frontend).distinct().toList();
    return scenario.virtualMachines().stream()
        .map(VirtualMachine::name)
        .flatMap(host ->
            names.stream()
                .flatMap(name -> {
                  Frontend frontend = scenario.frontend(name);
                  return frontend.ports().stream()
                      .map(port -> new Target(host, name, frontend, port));
                }));
  }

  private Attempt call(Target target) throws InterruptedException {
    room.acquire();
    try {
      return lab.connect(target.host(), target.frontend().address(), target.port(), TIMEOUT);
    } catch (IllegalStateException e) {
      // The machine is off: nobody can call from there.
      return new Attempt.Unreachable(String.valueOf(e.getMessage()));
    } finally {
      room.release();
    }
  }

  private static Row row(Target target, List<Future<Attempt>> calls) {
    return Row.of(
        target.host(),
        target.name(),
        target.port(),
        calls.stream().map(Measurement::result).toList());
  }

  private static Attempt result(Future<Attempt> call) {
    try {
      return call.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call could not be made", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while calls were made", e);
    }
  }
}
