package io.mirrornet.operator.turn;

import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.operator.model.Attempt;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.FleetPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to rest after a turn. Azure tells of nothing by itself, so it is asked again: soon while
 * something is under way, seldom at rest. A little chance keeps several installations apart.
 */
public final class Pace {

  private static final Duration SHORTEST_UNDER_WAY = Duration.ofSeconds(2);
  private static final Duration LONGEST_UNDER_WAY = Duration.ofSeconds(5);
  private static final Duration SHORTEST_AT_REST = Duration.ofSeconds(25);
  private static final Duration LONGEST_AT_REST = Duration.ofSeconds(35);

  private final RandomGenerator random;
  private List<Action> dueBefore = List.of();

  public Pace(RandomGenerator random) {
    this.random = random;
  }

  /**
   * How long to rest, if nothing wakes the loop.
   *
   * @param plan of the turn that is over; empty if there was none
   */
  public Duration after(Optional<FleetPlan> plan) {
    List<Action> due = plan.map(FleetPlan::due).orElse(List.of());
    // What was due before and is due again did not help: it is not worth hurrying for.
    boolean moves = !due.isEmpty() && !due.equals(dueBefore);
    dueBefore = due;
    return moves || plan.map(of -> of.survey().fleet()).filter(Pace::isUnderWay).isPresent()
        ? between(SHORTEST_UNDER_WAY, LONGEST_UNDER_WAY)
        : between(SHORTEST_AT_REST, LONGEST_AT_REST);
  }

  /** Whether anything is in motion that is seen only by looking again. */
  static boolean isUnderWay(Fleet fleet) {
    return fleet.attempts().values().stream().anyMatch(Attempt.Running.class::isInstance)
        || fleet.cluster().disruptions().stream().anyMatch(Pace::isGoingOn)
        || fleet.cluster().networks().stream().anyMatch(network -> network.metadata().deleting());
  }

  /** Approved or open; questions to agents are asked for such alone. */
  private static boolean isGoingOn(ApiObject<HostDisruptionSpec, HostDisruptionStatus> disruption) {
    DisruptionPhase phase = disruption.status().phase();
    return phase.isOpen()
        || phase == DisruptionPhase.Approved
        || (!phase.isFinal() && disruption.spec().approval() != null);
  }

  private Duration between(Duration shortest, Duration longest) {
    return Duration.ofMillis(random.nextLong(shortest.toMillis(), longest.toMillis() + 1));
  }
}
