package io.mirrornet.operator.plan.disruption;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.world.DisruptionStory;
import io.mirrornet.operator.world.FleetWorld;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What stays on the nodes when the record that it was for is over or gone. */
class LeftoversTest {

  private final FleetWorld world = DisruptionStory.beginning();
  private final DisruptionStory story = new DisruptionStory(world);

  @Test
  void aCordonWhoseDisruptionIsOverIsLifted() {
    world
        .disruption(
            DisruptionStory.KEY,
            story.spec(story.approval()),
            DisruptionStory.status(DisruptionPhase.Failed))
        .cordoned("hs-vm-b", DisruptionStory.KEY);

    assertThat(world.due(Action.LiftCordon.class))
        .extracting(lift -> lift.node().name())
        .containsExactly("hs-vm-b");
  }

  @Test
  void aCordonWhoseDisruptionIsGoneIsLifted() {
    world.cordoned("hs-vm-b", DisruptionStory.KEY);

    assertThat(world.due(Action.LiftCordon.class)).hasSize(1);
  }

  @Test
  void theCordonOfAnOpenDisruptionStays() {
    story.open();
    world.cordoned("hs-vm-b", DisruptionStory.KEY);

    assertThat(world.due(Action.LiftCordon.class)).isEmpty();
  }

  @Test
  void aPersonsCordonStays() {
    world.node("hs-vm-b", true, "boot-1", true);

    assertThat(world.due(Action.LiftCordon.class)).isEmpty();
  }

  @Test
  void aCordonThatAPersonSetBeforeOursIsNotLiftedWhenTheDisruptionIsGivenUp() {
    story.open();
    world.node("hs-vm-b", true, "boot-1", true).after(Duration.ofMinutes(31)).recorded();

    assertThat(world.due(Action.Cordon.class)).isEmpty();
    assertThat(world.status(DisruptionStory.KEY).phase()).isEqualTo(DisruptionPhase.Failed);
  }

  @Test
  void aSlotWhoseRecordIsGoneIsGivenBackWhenEachHostRuns() {
    story.open();
    world.goneDisruption(DisruptionStory.KEY);

    assertThat(world.due(Action.ReleaseOrphanedSlot.class))
        .extracting(Action.ReleaseOrphanedSlot::holder)
        .containsExactly(FleetWorld.uid(DisruptionStory.KEY));
  }

  @Test
  void aSlotWhoseRecordIsGoneIsKeptWhileAHostIsDown() {
    story.down();
    world.goneDisruption(DisruptionStory.KEY);

    assertThat(world.due(Action.ReleaseOrphanedSlot.class)).isEmpty();
    assertThat(world.plan().leftovers())
        .flatExtracting(next -> next.waiting().stream().toList())
        .singleElement()
        .satisfies(waiting -> assertThat(waiting.message()).contains("az vm start --ids"));
  }

  @Test
  void theSlotOfARecordIsItsOwn() {
    story.open();

    assertThat(world.due(Action.ReleaseOrphanedSlot.class)).isEmpty();
  }
}
