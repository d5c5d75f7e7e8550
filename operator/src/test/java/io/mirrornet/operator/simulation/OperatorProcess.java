package io.mirrornet.operator.simulation;

import io.mirrornet.operator.attempt.RefusalBook;
import io.mirrornet.operator.loop.Loop;
import io.mirrornet.operator.model.Installation;
import io.mirrornet.operator.port.Cloud;
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.port.Leadership;
import io.mirrornet.operator.simulation.Census.Event;
import io.mirrornet.operator.simulation.Informers.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One replica of the operator: a loop that may be killed at each of its calls, and begins anew. */
final class OperatorProcess implements Mischief, Leadership {

  /** What an operator's doors are changed to, for oracles that must notice. */
  interface Doors {
    Cloud cloud(Cloud door);

    Cluster cluster(Cluster door);

    /** The doors as they are. */
    Doors HONEST =
        new Doors() {
          @Override
          public Cloud cloud(Cloud door) {
            return door;
          }

          @Override
          public Cluster cluster(Cluster door) {
            return door;
          }
        };
  }

  private final String name;
  private final World world;
  private final Chance chance;
  private final Doors doors;
  private @Nullable Loop loop;
  private @Nullable Informers informers;
  private Instant downUntil = Instant.MIN;
  private Instant leadsUntil = Instant.MIN;
  private boolean inTurn;
  private boolean stopped;

  OperatorProcess(String name, World world, Chance chance, Doors doors) {
    this.name = name;
    this.world = world;
    this.chance = chance;
    this.doors = doors;
  }

  String name() {
    return name;
  }

  /** Whether it can run a turn, and renew its Lease. */
  boolean isAlive() {
    return !stopped && !world.now().isBefore(downUntil);
  }

  /** It has got or renewed the Lease. */
  void leads(Instant until) {
    leadsUntil = until;
  }

  /** Whether it believes that it leads. */
  boolean believes() {
    return world.now().isBefore(leadsUntil);
  }

  void turn() {
    if (inTurn || !isAlive()) {
      return;
    }
    inTurn = true;
    try {
      loop().turn().stream()
          .flatMap(plan -> plan.defects().stream())
          .findFirst()
          .ifPresent(defect -> {
            throw defect.cause();
          });
    } catch (Crash crash) {
      world.trace().note(name, "is killed");
      world.census().count(Event.CRASH);
      loop = null;
      informers = null;
      leadsUntil = Instant.MIN;
      downUntil = world.now().plus(chance.seconds(1, 30));
    } finally {
      inTurn = false;
    }
  }

  private Loop loop() {
    if (loop == null) {
      informers = new Informers(world.api());
      loop =
          new Loop(
              doors.cloud(new Arm(request -> world.wire(request, this), world::missing)),
              doors.cluster(
                  new ApiDoor(
                      world.api(),
                      informers,
                      world.clock(),
                      this,
                      world::evict,
                      route -> world.oracle().evidences().shown(name, route))),
              this,
              world.clock(),
              chance.generator(),
              new Installation(
                  "test",
                  world.plan().operatorOnHost()
                      ? world.plan().hosts().getFirst().name()
                      : Site.OPERATOR_NODE,
                  Set.of()),
              new RefusalBook());
    }
    return loop;
  }

  /** An informer hears nothing for a while. */
  void stallInformer() {
    if (informers != null) {
      world.census().count(Event.STALE_INFORMER);
      Kind kind = chance.pick(List.of(Kind.values()));
      Duration wait = chance.seconds(2, 40);
      world.trace().note(name, "informer of %s is %s behind".formatted(kind, wait));
      informers.stall(kind, world.now().plus(wait));
    }
  }

  @Override
  public boolean isHeld() {
    if (world.weather().dies(chance)) {
      throw new Crash();
    }
    sleepSomehow();
    return believes();
  }

  @Override
  public <T> T apiRead(String what, Supplier<T> ask, Supplier<T> noAnswer) {
    dieSomehow(what);
    sleepSomehow();
    waitSomehow();
    if (world.weather().losesApi(chance)) {
      world.trace().note(name, what + ": no answer");
      return noAnswer.get();
    }
    return ask.get();
  }

  @Override
  public <T> T apiWrite(String what, Supplier<T> ask, Supplier<T> noAnswer) {
    dieSomehow(what);
    sleepSomehow();
    waitSomehow();
    if (world.weather().losesApi(chance)) {
      world.trace().note(name, what + ": did not arrive");
      return noAnswer.get();
    }
    T answer = ask.get();
    world.countApiWrite(what);
    world.trace().note(name, what + ": " + answer);
    if (answer instanceof io.mirrornet.operator.port.Write.Conflict) {
      world.census().count(Event.WRITE_CONFLICT);
    }
    waitSomehow();
    dieSomehow("after " + what);
    if (world.weather().losesApi(chance)) {
      world.census().count(Event.LOST_ANSWER_OF_API_SERVER);
      world.trace().note(name, "(and does not hear it)");
      return noAnswer.get();
    }
    return answer;
  }

  @Override
  public <T> T arm(boolean write, String what, Supplier<T> ask) {
    boolean deallocation = what.endsWith("/deallocate");
    if (dies(deallocation)) {
      throw new Crash();
    }
    if (!write) {
      sleepSomehow();
      waitSomehow();
    }
    T answer = ask.get();
    if (dies(deallocation)) {
      world.trace().note(name, "dies after " + what);
      throw new Crash();
    }
    waitSomehow();
    return answer;
  }

  /** At the one destructive call more often than elsewhere. */
  private boolean dies(boolean deallocation) {
    boolean dies =
        world.weather().dies(chance)
            || (deallocation && world.weather().diesAtDeallocation(chance));
    if (dies && deallocation) {
      world.census().count(Event.CRASH_AROUND_DEALLOCATION);
    }
    return dies;
  }

  private void dieSomehow(String what) {
    if (world.weather().dies(chance)) {
      world.trace().note(name, "dies at: " + what);
      throw new Crash();
    }
  }

  /** The whole process is stopped for a while, as by a suspended machine: no Lease is renewed. */
  private void sleepSomehow() {
    Optional<Duration> sleep = world.weather().sleeps(chance);
    if (sleep.isPresent()) {
      world.census().count(Event.PROCESS_STOPPED);
      world.trace().note(name, "is stopped for " + sleep.get());
      stopped = true;
      world.meanwhile(sleep.get());
      stopped = false;
    }
  }

  /** A call takes its time; everything else goes on, the renewal of the Lease included. */
  private void waitSomehow() {
    world.weather().slow(chance).ifPresent(world::meanwhile);
  }
}
