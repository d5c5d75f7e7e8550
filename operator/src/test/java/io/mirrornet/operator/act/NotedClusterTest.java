package io.mirrornet.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.operator.attempt.RefusalBook;
import io.mirrornet.operator.model.Refusal;
import io.mirrornet.operator.model.cluster.DisruptionSlot;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.port.Write;
import io.mirrornet.operator.world.FleetWorld;
import io.mirrornet.operator.world.WorldCluster;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the API server refuses is noted until it lets it pass. */
class NotedClusterTest {

  private static final Write DENIED = new Write.Refused("nodes is forbidden");
  private static final Write AWAY = new Write.Unavailable("no answer");

  private final FleetWorld world = new FleetWorld();
  private final WorldCluster door = new WorldCluster(world);
  private final RefusalBook book = new RefusalBook();
  private final NotedCluster cluster = new NotedCluster(door, book, world::now);
  private final Node node = world.fleet().cluster().node("hs-vm-b").orElseThrow();

  @Test
  void aRefusalNamesVerbObjectAndTheWordsOfTheApiServer() {
    door.answering(DENIED);

    assertThat(cluster.labelHost(node, true)).isEqualTo(DENIED);

    assertThat(book.refusals(world.now()))
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.reason()).isEqualTo(ConditionReason.WriteRefused);
          assertThat(refusal.host()).contains("hs-vm-b");
          assertThat(refusal.network()).isEmpty();
          assertThat(refusal.message())
              .contains("patch Node hs-vm-b", "nodes is forbidden", "helm upgrade");
        });
  }

  @Test
  void itEndsWithTheWriteThatSucceedsAndNotWithOneThatIsNotAnswered() {
    door.answering(DENIED);
    cluster.labelHost(node, true);
    door.answering(AWAY);
    cluster.labelHost(node, true);
    assertThat(book.refusals(world.now())).hasSize(1);

    door.answering(new Write.Written());
    cluster.labelHost(node, true);

    assertThat(book.refusals(world.now())).isEmpty();
  }

  @Test
  void whatIsNotTriedAnyMoreIsForgotten() {
    door.answering(DENIED);
    cluster.labelHost(node, true);

    world.after(Duration.ofMinutes(3));

    assertThat(book.refusals(world.now())).isEmpty();
  }

  @Test
  void aRefusedSlotConcernsEveryNetworkWhereNoDisruptionIsKnown() {
    door.answering(DENIED);

    cluster.swapSlot(new DisruptionSlot(Optional.empty(), Optional.empty()), Optional.of("uid"));

    assertThat(book.refusals(world.now()))
        .singleElement()
        .extracting(Refusal::network, Refusal::host)
        .containsExactly(Optional.empty(), Optional.empty());
  }
}
