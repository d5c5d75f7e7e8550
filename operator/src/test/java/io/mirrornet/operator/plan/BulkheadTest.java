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
