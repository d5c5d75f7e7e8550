package io.mirrornet.operator.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.operator.model.Attempt;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.world.FleetWorld;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATE = Duration.ofSeconds(25);

  private final Pace pace = new Pace(new Random(1));

  @Test
  void whoStandsByHasTime() {
    assertThat(pace.after(Optional.empty())).isGreaterThanOrEqualTo(LATE);
  }

  @Test
  void atRestThereIsTimeAndNotAlwaysTheSame() {
    FleetPlan plan = atRest().plan();
    assertThat(plan.due()).isEmpty();

    Duration first = pace.after(Optional.of(plan));
    assertThat(first).isBetween(LATE, Duration.ofSeconds(35));
    assertThat(pace.after(Optional.of(plan))).isNotEqualTo(first);
  }

  @Test
  void whatIsDueIsLookedAtSoonButNotForEverIfItDoesNotHelp() {
    FleetPlan plan = new FleetWorld().plan();
    assertThat(plan.due()).isNotEmpty();

    assertThat(pace.after(Optional.of(plan))).isLessThanOrEqualTo(SOON);
    assertThat(pace.after(Optional.of(plan))).as("the same again").isGreaterThanOrEqualTo(LATE);
  }

  @Test
  void anOperationInAzureIsAskedForSoon() {
    FleetWorld world = atRest();
    world.attempt(
        "hs-vm-a",
        new Attempt.Running(Attempt.Change.CREATE_INTERFACE, world.now(), "correlation"));

    assertThat(pace.after(Optional.of(world.plan()))).isLessThanOrEqualTo(SOON);
  }

  @Test
  void aNetworkThatIsBeingDeletedIsLookedAtSoon() {
    FleetPlan plan = atRest().deletedNetwork().plan();

    pace.after(Optional.of(plan));
    assertThat(pace.after(Optional.of(plan))).isLessThanOrEqualTo(SOON);
  }

  private static FleetWorld atRest() {
    return new FleetWorld()
        .attachedInterfaceOf("hs-vm-a")
        .attachedInterfaceOf("hs-vm-b")
        .hostRoutesApplied();
  }
}
