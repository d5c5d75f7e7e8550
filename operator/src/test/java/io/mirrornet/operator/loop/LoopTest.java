package io.mirrornet.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.operator.attempt.RefusalBook;
import io.mirrornet.operator.model.Installation;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.world.AzureWorld;
import io.mirrornet.operator.world.DisruptionStory;
import io.mirrornet.operator.world.FleetWorld;
import io.mirrornet.operator.world.WorldCloud;
import io.mirrornet.operator.world.WorldCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LoopTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final FleetWorld world = DisruptionStory.beginning();
  private final DisruptionStory story = new DisruptionStory(world);
  private final WorldCloud cloud = new WorldCloud(world);
  private final WorldCluster cluster = new WorldCluster(world);
  private final Loop loop =
      new Loop(
          cloud,
          cluster,
          () -> true,
          world::now,
          RandomGenerator.getDefault(),
          new Installation("test", "operator-node", Set.of(AzureWorld.GROUP)),
          new RefusalBook());

  @Test
  void aHostThatIsDownIsStartedThoughMicrosoftNetworkDoesNotAnswer() {
    story.down().attachedInterfaceOf("hs-vm-b").recorded();
    cloud.networkHangs(TIMEOUT);
    Instant before = world.now();

    loop.turn();

    assertThat(cloud.changes()).containsExactly("start hs-vm-b");
    assertThat(Duration.between(before, world.now())).as("one timeout").isEqualTo(TIMEOUT);
  }

  @Test
  void aNetworkAtWhichTheOperatorFailsIsStalledAndHoldsUpNobody() {
    story.down().attachedInterfaceOf("hs-vm-b").recorded();
    ObjectKey broken = new ObjectKey(FleetWorld.NETWORK.namespace(), "a-broken");
    world.disruption(broken, unreadable(), DisruptionStory.status(DisruptionPhase.Open));

    loop.turn();

    assertThat(cloud.changes()).containsExactly("start hs-vm-b");
    assertThat(cluster.networkStatus().orElseThrow().conditions())
        .filteredOn(condition -> condition.reason().equals("InternalError"))
        .extracting(condition -> condition.type() + "=" + condition.status())
        .contains("Ready=False", "Stalled=True");
  }

  /** Of a disruption whose VM has no id. */
  private HostDisruptionSpec unreadable() {
    HostDisruptionSpec good = story.spec(null);
    return new HostDisruptionSpec(
        good.network(),
        good.host(),
        good.nodeUid(),
        good.vmId(),
        "no id",
        good.change(),
        null,
        null);
  }
}
