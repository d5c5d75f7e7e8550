package io.mirrornet.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.operator.attempt.OperationBook;
import io.mirrornet.operator.attempt.QuestionBook;
import io.mirrornet.operator.attempt.RefusalBook;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.Installation;
import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.world.AzureWorld;
import io.mirrornet.operator.world.FleetWorld;
import io.mirrornet.operator.world.WorldCloud;
import io.mirrornet.operator.world.WorldCluster;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetObserverTest {

  private static final ResourceGroup CLOSED = new ResourceGroup("s1", "rg-closed");

  private final FleetWorld world = new FleetWorld();
  private final WorldCloud cloud = new WorldCloud(world).closed(CLOSED);
  private final FleetObserver observer =
      new FleetObserver(
          cloud,
          new WorldCluster(world),
          new Installation("test", "operator-node", Set.of(AzureWorld.GROUP, CLOSED)),
          new AzureObserver(cloud, Freshness.DEFAULT, world::now),
          new OperationBook(),
          new QuestionBook(),
          new RefusalBook());

  @Test
  void aGroupThatCannotBeReadTakesNoWitnessFromTheOthers() {
    observer.look(world.now());
    world.after(Freshness.DEFAULT.documents().plusSeconds(1));

    Fleet fleet = observer.look(world.now());

    assertThat(fleet.azureBefore())
        .hasValueSatisfying(before -> {
          assertThat(before.isRead(AzureWorld.GROUP)).isTrue();
          assertThat(before.isRead(CLOSED)).isFalse();
        });
  }

  @Test
  void aLookThatSharesAReadingWithTheOneBeforeIsNoSecondWitness() {
    observer.look(world.now());
    world.after(Duration.ofSeconds(10));

    assertThat(observer.look(world.now()).azureBefore()).isEmpty();
  }

  @Test
  void theSubnetThatANetworkNamesIsRead() {
    ResourceId subnet = AzureWorld.NETWORK.child("subnets", "mirror");
    world.secondaryInterfacesIn(subnet).subnet(subnet, "10.2.3.0/24", 0);

    Fleet fleet = observer.look(world.now());

    assertThat(fleet.azure().subnet(subnet)).isPresent();
  }
}
