package io.mirrornet.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.world.DisruptionStory;
import io.mirrornet.operator.world.FleetWorld;
import org.junit.jupiter.api.Test;

class BulkheadTest {

  private final FleetWorld world = DisruptionStory.beginning();
  private final DisruptionStory story = new DisruptionStory(world);

  @Test
  void aHostThatIsDownIsStartedThoughPlanningForAnotherDisruptionFails() {
    story.down().attachedInterfaceOf("hs-vm-b").recorded();
    ObjectKey broken = new ObjectKey("healthshare", "a-broken");
    world.disruption(broken, unreadable(), status());

    FleetPlan plan = world.plan();

    assertThat(plan.defects())
        .extracting(FleetPlan.Defect::subject)
        .containsExactly("disruption healthshare/a-broken");
    assertThat(plan.disruption(broken).orElseThrow().waiting().orElseThrow().message())
        .contains("this is a defect");
    assertThat(plan.due().getFirst()).isInstanceOf(Action.Start.class);
  }

  @Test
  void aHostThatIsDownIsStartedAndNothingElseIsDoneThoughTheFleetCannotBeSurveyed() {
    story.down().attachedInterfaceOf("hs-vm-b").recorded();

    FleetPlan plan =
        Planner.plan(
            world.fleet(),
            _ -> {
              throw new IllegalStateException("no survey");
            });

    assertThat(plan.due()).singleElement().isInstanceOf(Action.Start.class);
    assertThat(plan.defects())
        .singleElement()
        .satisfies(defect -> assertThat(defect.concerns(FleetWorld.NETWORK)).isTrue());
  }

  @Test
  void aHostIsNotTakenDownWhileTheFleetCannotBeSurveyed() {
    story.emptied();
    assertThat(world.dueKinds()).contains("Deallocate");

    FleetPlan plan =
        Planner.plan(
            world.fleet(),
            _ -> {
              throw new IllegalStateException("no survey");
            });

    assertThat(plan.due()).noneMatch(Action.Deallocate.class::isInstance);
  }

  @Test
  void aHostIsNotTakenDownWhileAnObjectCannotBeRead() {
    story.emptied();
    world.unreadable("HealthShareMirrorNetwork other/ucr");

    assertThat(world.dueKinds()).doesNotContain("Deallocate");
    assertThat(
            world
                .plan()
                .disruption(DisruptionStory.KEY)
                .orElseThrow()
                .waiting()
                .orElseThrow()
                .message())
        .startsWith("HealthShareMirrorNetwork other/ucr cannot be read");
  }

  private HostDisruptionSpec unreadable() {
    HostDisruptionSpec good = story.spec(null);
    return new HostDisruptionSpec(
        good.network(),
        good.host(),
        good.nodeUid(),
        good.vmId(),
        "no id of a resource",
        good.change(),
        null,
        null);
  }

  private static HostDisruptionStatus status() {
    return DisruptionStory.status(DisruptionPhase.Open);
  }
}
