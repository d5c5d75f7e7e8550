package io.mirrornet.operator.simulation;

import io.mirrornet.operator.simulation.Census.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The Lease by which one replica leads. A process judges by its own clock until when it leads; in
 * the worst of times another one has the Lease before that.
 */
final class Election {

  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration BELIEF = Duration.ofSeconds(10);

  private final World world;
  private final Chance chance;
  private Optional<OperatorProcess> holder = Optional.empty();
  private Instant until = Instant.MIN;

  Election(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  void step(List<OperatorProcess> operators) {
    boolean stolen = world.weather().elects(chance);
    holder.filter(OperatorProcess::isAlive).filter(_ -> !stolen).ifPresent(this::renew);
    if (stolen || !world.now().isBefore(until)) {
      operators.stream()
          .filter(OperatorProcess::isAlive)
          .filter(one -> holder.filter(one::equals).isEmpty() || !stolen)
          .findFirst()
          .ifPresent(next -> elect(next, operators));
    }
  }

  private void elect(OperatorProcess next, List<OperatorProcess> operators) {
    world.trace().note("election", next.name() + " leads");
    holder = Optional.of(next);
    renew(next);
    if (operators.stream().filter(OperatorProcess::believes).count() > 1) {
      world.census().count(Event.TWO_LEADERS);
    }
  }

  private void renew(OperatorProcess leader) {
    until = world.now().plus(LEASE);
    leader.leads(world.now().plus(BELIEF));
  }
}
