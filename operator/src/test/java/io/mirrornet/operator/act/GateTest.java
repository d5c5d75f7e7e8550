package io.mirrornet.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.world.DisruptionStory;
import io.mirrornet.operator.world.FleetWorld;
import io.mirrornet.operator.world.WorldCloud;
import io.mirrornet.operator.world.WorldCluster;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** hs-vm-b is emptied, and its deallocation is due by what the informers show. */
class GateTest {

  private final FleetWorld world = DisruptionStory.beginning();
  private final WorldCluster cluster = new WorldCluster(world);
  private final WorldCloud cloud = new WorldCloud(world);
  private final Gate gate = new Gate(cloud, cluster, () -> true, world::now);

  @Test
  void whatIsDueLiveTooIsDoneOnceItsIntentIsWritten() {
    new DisruptionStory(world).emptied();
    Fleet seen = world.fleet();

    gate.pass(deallocation(), seen);

    assertThat(cluster.writes())
        .containsExactly("replaceDisruptionStatus healthshare/ucr-hs-vm-b-1");
    assertThat(cloud.changes()).containsExactly("deallocate hs-vm-b");
  }

  @Test
  void aNetworkThatWasPausedSinceTheInformerSawItTakesNothingDown() {
    new DisruptionStory(world).emptied();
    Fleet seen = world.fleet();
    Action.Deallocate due = deallocation();

    world.paused();
    gate.pass(due, seen);

    assertThat(cloud.changes()).isEmpty();
  }

  @Test
  void aNetworkThatWasDeletedSinceTheInformerSawItTakesNothingDown() {
    new DisruptionStory(world).emptied();
    Fleet seen = world.fleet();
    Action.Deallocate due = deallocation();

    world.goneNetwork();
    gate.pass(due, seen);

    assertThat(cloud.changes()).isEmpty();
  }

  @Test
  void evidenceThatGrewOldWhileTheIntentWasWrittenTakesNothingDown() {
    new DisruptionStory(world).emptied();
    InstantSource slowly =
        () -> cluster.writes().isEmpty() ? world.now() : world.now().plusSeconds(16);

    new Gate(cloud, cluster, () -> true, slowly).pass(deallocation(), world.fleet());

    assertThat(cluster.writes()).hasSize(1);
    assertThat(cloud.changes()).isEmpty();
  }

  @Test
  void evidenceThatGrewOldWhileTheTokenWasFetchedTakesNothingDown() {
    new DisruptionStory(world).emptied();
    cloud.beforeSending(() -> world.after(Duration.ofSeconds(16)));

    assertThat(gate.pass(deallocation(), world.fleet())).isEmpty();

    assertThat(cluster.writes()).as("the intent").hasSize(1);
    assertThat(cloud.changes()).isEmpty();
  }

  @Test
  void evidenceMustNotGrowOldWhileTheRequestLeaves() {
    new DisruptionStory(world).emptied();
    Action.Deallocate due = deallocation();
    cloud.beforeSending(() -> world.after(Duration.ofSeconds(13)));

    gate.pass(due, world.fleet());

    assertThat(world.dueKinds()).as("still due at this moment").contains("Deallocate");
    assertThat(cloud.changes()).isEmpty();
  }

  @Test
  void aLeaseThatIsLostWhileTheTokenIsFetchedTakesNothingDown() {
    new DisruptionStory(world).emptied();
    AtomicBoolean held = new AtomicBoolean(true);
    cloud.beforeSending(() -> held.set(false));

    new Gate(cloud, cluster, held::get, world::now).pass(deallocation(), world.fleet());

    assertThat(cloud.changes()).isEmpty();
  }

  private Action.Deallocate deallocation() {
    return world.due(Action.Deallocate.class).getFirst();
  }
}
