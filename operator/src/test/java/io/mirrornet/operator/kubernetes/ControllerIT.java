package io.mirrornet.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import io.mirrornet.api.kubernetes.HostDisruption;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.kubernetes.TestCluster.Place;
import io.mirrornet.operator.model.cluster.ClusterView;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.port.Cluster;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the informers hold, and that they wake the loop; also over a line that breaks. */
@OnCluster
class ControllerIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final KubernetesClient administrator;
  private final Place place;
  private final CutLine line;
  private final KubernetesClient client;
  private final AtomicInteger woken = new AtomicInteger();
  private final Controller controller;
  private final Cluster door;

  ControllerIT(TestCluster cluster) {
    this.administrator = cluster.administrator();
    this.place = cluster.place();
    this.line = new CutLine(cluster.server());
    this.client = cluster.operatorBy(line.address());
    this.controller = new Controller(client, place.slot(), place.agents(), woken::incrementAndGet);
    this.door = controller.cluster(place.slot(), "operator-0", InstantSource.system());
  }

  @BeforeEach
  void start() {
    assertThat(controller.isSynced()).isFalse();
    controller.start();
    assertThat(controller.isSynced()).isTrue();
  }

  @AfterEach
  void close() {
    controller.close();
    client.close();
    line.close();
  }

  @Test
  void itShowsTheClusterAndWakesTheLoopForEachKind() {
    administrator.resource(Samples.network(place.key("ucr"), "hs-vm-a")).create();
    awaitWoken();
    awaitView(
        view -> assertThat(view.networks()).anyMatch(is -> is.key().equals(place.key("ucr"))));

    Cluster writer =
        new KubernetesCluster(
            administrator,
            place.slot(),
            door::view,
            new Announcer(administrator, "x", InstantSource.system()));
    writer.createDisruption(place.key("orphan"), Samples.disruption("no-such-network"));
    awaitWoken();
    awaitView(view -> assertThat(view.disruption(place.key("orphan"))).isPresent());

    writer.applyHostRoute(
        place.key("route"),
        place.key("ucr"),
        Samples.hostRoute("hs-vm-a", "10.2.1.100"),
        java.util.Optional.empty());
    awaitView(view -> assertThat(view.hostRoute(place.key("route"))).isPresent());

    writer.swapSlot(door.view().slot(), java.util.Optional.of("uid-1"));
    awaitView(view -> assertThat(view.slot().holder()).contains("uid-1"));

    assertThat(door.view().serviceAddresses()).contains(Ipv4Address.parse("10.96.0.1"));
    assertThat(door.view().apiServerAddresses()).contains(Ipv4Address.parse("127.0.0.1"));
  }

  @Test
  void whatHappensWhileTheLineIsDownIsSeenAfterwards() {
    administrator.resource(Samples.network(place.key("stays"), "hs-vm-a")).create();
    administrator.resource(Samples.network(place.key("goes"), "hs-vm-a")).create();
    awaitView(
        view -> assertThat(view.networks()).anyMatch(is -> is.key().equals(place.key("goes"))));

    line.cut();
    networks(place.key("goes")).delete();
    administrator.resource(Samples.network(place.key("comes"), "hs-vm-a")).create();
    administrator
        .resource(DisruptionMapper.proposal(place.key("hd"), Samples.disruption("stays")))
        .create();
    line.join();

    awaitView(view ->
        assertThat(view.networks())
            .extracting(is -> is.key())
            .contains(place.key("stays"), place.key("comes"))
            .doesNotContain(place.key("goes")));
    awaitView(view ->
        assertThat(view.disruption(place.key("hd")))
            .hasValueSatisfying(
                is -> assertThat(is.status().phase()).isEqualTo(DisruptionPhase.Proposed)));
    assertThat(controller.isWatching()).isTrue();
  }

  @Test
  void theDeletionOfADisruptionIsSeen() {
    administrator
        .resource(DisruptionMapper.proposal(place.key("hd"), Samples.disruption("ucr")))
        .create();
    awaitView(view -> assertThat(view.disruption(place.key("hd"))).isPresent());

    administrator
        .resources(HostDisruption.class)
        .inNamespace(place.networks())
        .withName("hd")
        .delete();

    awaitView(view -> assertThat(view.disruption(place.key("hd"))).isEmpty());
  }

  private io.fabric8.kubernetes.client.dsl.Resource<HealthShareMirrorNetwork> networks(
      ObjectKey key) {
    return administrator
        .resources(HealthShareMirrorNetwork.class)
        .inNamespace(key.namespace())
        .withName(key.name());
  }

  private void awaitWoken() {
    await().atMost(SOON).until(() -> woken.getAndSet(0) > 0);
  }

  private void awaitView(java.util.function.Consumer<ClusterView> expectation) {
    await().atMost(SOON).untilAsserted(() -> expectation.accept(door.view()));
  }
}
