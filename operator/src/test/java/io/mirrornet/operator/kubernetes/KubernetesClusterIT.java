package io.mirrornet.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import io.mirrornet.api.kubernetes.HostDisruption;
import io.mirrornet.operator.kubernetes.TestCluster.Place;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.ClusterView;
import io.mirrornet.operator.model.cluster.DisruptionSlot;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.port.Live;
import io.mirrornet.operator.port.Write;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each method of the door, with the operator's own rights. */
@OnCluster
class KubernetesClusterIT {

  private static final Write WRITTEN = new Write.Written();
  private static final Write CONFLICT = new Write.Conflict();

  private final TestCluster cluster;
  private final Place place;
  private final KubernetesClient client;
  private ClusterView informers =
      new ClusterView(
          Map.of(),
          List.of(),
          List.of(),
          List.of(),
          new DisruptionSlot(Optional.empty(), Optional.empty()),
          Set.of(),
          Set.of(),
          Optional.empty(),
          List.of());
  private final Cluster door;

  KubernetesClusterIT(TestCluster cluster) {
    this.cluster = cluster;
    this.place = cluster.place();
    this.client = cluster.operator();
    this.door =
        new KubernetesCluster(
            client,
            place.slot(),
            () -> informers,
            new Announcer(client, "operator-0", InstantSource.system()));
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void theSlotIsEmptyUntilSomebodyTakesItAndIsTakenByOneOfTwo() {
    assertThat(door.slot()).isEqualTo(new Live.Absent<>());
    DisruptionSlot none = new DisruptionSlot(Optional.empty(), Optional.empty());

    assertThat(door.swapSlot(none, Optional.of("uid-a"))).isEqualTo(WRITTEN);
    assertThat(door.swapSlot(none, Optional.of("uid-b"))).isEqualTo(CONFLICT);

    DisruptionSlot taken = door.slot().found().orElseThrow();
    assertThat(taken.holder()).contains("uid-a");
    assertThat(door.swapSlot(taken, Optional.empty())).isEqualTo(WRITTEN);
    assertThat(door.slot().found().orElseThrow().holder()).isEmpty();
    assertThat(door.swapSlot(taken, Optional.of("uid-b")))
        .as("decided from what it was before it was given back")
        .isEqualTo(CONFLICT);
  }

  @Test
  void aDisruptionIsProposedOnceAndItsRecordReplacedOnlyAtTheVersionThatWasRead() {
    ObjectKey key = place.key("ucr-hs-vm-a-1");
    HostDisruptionSpec spec = Samples.disruption("ucr");

    assertThat(door.disruption(key)).isEqualTo(new Live.Absent<>());
    assertThat(door.createDisruption(key, spec)).isEqualTo(WRITTEN);
    assertThat(door.createDisruption(key, spec)).isEqualTo(CONFLICT);

    ApiObject<HostDisruptionSpec, HostDisruptionStatus> proposed =
        door.disruption(key).found().orElseThrow();
    assertThat(proposed.spec()).isEqualTo(spec);
    assertThat(proposed.status().phase()).isEqualTo(DisruptionPhase.Proposed);
    assertThat(proposed.metadata().labels()).containsEntry(Labels.NETWORK, "ucr");

    HostDisruptionStatus open = Samples.phase(DisruptionPhase.Open);
    assertThat(door.replaceDisruptionStatus(proposed.metadata(), open)).isEqualTo(WRITTEN);
    assertThat(door.disruption(key).found().orElseThrow().status()).isEqualTo(open);
    assertThat(
            door.replaceDisruptionStatus(
                proposed.metadata(), Samples.phase(DisruptionPhase.Withdrawn)))
        .as("another loop that has read the older version")
        .isEqualTo(CONFLICT);
    assertThat(door.disruption(key).found().orElseThrow().spec()).isEqualTo(spec);
  }

  @Test
  void aNetworkIsReadAsItIsNow() {
    ObjectKey key = place.key("ucr");
    assertThat(door.network(key)).isEqualTo(new Live.Absent<>());

    Metadata created = createNetwork(key);

    assertThat(door.network(key).found().orElseThrow())
        .satisfies(network -> {
          assertThat(network.metadata()).isEqualTo(created);
          assertThat(network.spec()).isEqualTo(Samples.network(key, "hs-vm-a").getSpec());
        });
  }

  @Test
  void allDisruptionsOfAllNamespacesAreListed() {
    ObjectKey here = place.key("ucr-hs-vm-a-1");
    ObjectKey elsewhere = new ObjectKey(cluster.place().networks(), "ucr-hs-vm-b-1");
    door.createDisruption(here, Samples.disruption("ucr"));
    door.createDisruption(elsewhere, Samples.disruption("ucr"));

    assertThat(door.disruptions().found().orElseThrow())
        .contains(
            door.disruption(here).found().orElseThrow(),
            door.disruption(elsewhere).found().orElseThrow());
  }

  @Test
  void aHeldDisruptionOutlivesARequestToDeleteItUntilItIsReleased() {
    ObjectKey key = place.key("ucr-hs-vm-a-1");
    door.createDisruption(key, Samples.disruption("ucr"));
    Metadata seen = door.disruption(key).found().orElseThrow().metadata();

    assertThat(door.holdDisruption(seen, true)).isEqualTo(WRITTEN);
    assertThat(door.holdDisruption(seen, false)).as("an older version").isEqualTo(CONFLICT);
    cluster
        .administrator()
        .resources(HostDisruption.class)
        .inNamespace(key.namespace())
        .withName(key.name())
        .delete();

    Metadata held = door.disruption(key).found().orElseThrow().metadata();
    assertThat(held.finalizers()).containsExactly(Labels.FINALIZER);
    assertThat(door.holdDisruption(held, false)).isEqualTo(WRITTEN);
    assertThat(door.disruption(key)).isEqualTo(new Live.Absent<>());
    assertThat(door.holdDisruption(held, true)).as("it is gone").isEqualTo(CONFLICT);
  }

  @Test
  void aRecordIsNotWrittenToAnotherDisruptionOfThatName() {
    ObjectKey key = place.key("ucr-hs-vm-a-1");
    door.createDisruption(key, Samples.disruption("ucr"));
    Metadata first = door.disruption(key).found().orElseThrow().metadata();
    cluster
        .administrator()
        .resources(HostDisruption.class)
        .inNamespace(key.namespace())
        .withName(key.name())
        .delete();
    assertThat(door.replaceDisruptionStatus(first, Samples.phase(DisruptionPhase.Open)))
        .isEqualTo(CONFLICT);

    door.createDisruption(key, Samples.disruption("ucr"));

    assertThat(door.replaceDisruptionStatus(first, Samples.phase(DisruptionPhase.Open)))
        .isEqualTo(CONFLICT);
  }

  @Test
  void aHostRouteIsCreatedAndChangedAndAtTheSameAgainNothingIsWritten() {
    ObjectKey key = place.key("ucr-hs-vm-a");

    assertThat(apply(key, Samples.hostRoute("hs-vm-a", "10.2.1.100"), Optional.empty()))
        .isEqualTo(WRITTEN);
    var created = door.hostRoute(key).found().orElseThrow();
    assertThat(created.spec()).isEqualTo(Samples.hostRoute("hs-vm-a", "10.2.1.100"));
    assertThat(created.metadata().labels()).containsEntry(Labels.NETWORK, "ucr");

    apply(key, created.spec(), Optional.of(created.metadata()));
    assertThat(door.hostRoute(key).found().orElseThrow().metadata()).isEqualTo(created.metadata());

    apply(key, Samples.hostRoute("hs-vm-a"), Optional.of(created.metadata()));
    assertThat(door.hostRoute(key).found().orElseThrow().spec().destinations())
        .as("what the operator does not want any more is gone")
        .isEmpty();
  }

  @Test
  void aHostRouteIsNotWrittenOverWhatNobodyHasSeen() {
    ObjectKey key = place.key("ucr-hs-vm-a");
    apply(key, Samples.hostRoute("hs-vm-a", "10.2.1.100"), Optional.empty());
    Metadata first = door.hostRoute(key).found().orElseThrow().metadata();
    apply(key, Samples.hostRoute("hs-vm-a", "10.2.1.100", "10.2.1.101"), Optional.of(first));

    assertThat(apply(key, Samples.hostRoute("hs-vm-a"), Optional.empty()))
        .as("by a process that saw none")
        .isEqualTo(CONFLICT);
    assertThat(apply(key, Samples.hostRoute("hs-vm-a"), Optional.of(first)))
        .as("by a process that saw the one before")
        .isEqualTo(CONFLICT);
    assertThat(door.hostRoute(key).found().orElseThrow().spec().destinations()).hasSize(2);

    door.deleteHostRoute(first);
    assertThat(apply(key, Samples.hostRoute("hs-vm-a"), Optional.of(first)))
        .as("by a process that saw one that is gone")
        .isEqualTo(CONFLICT);
    assertThat(door.hostRoute(key)).isEqualTo(new Live.Absent<>());
  }

  @Test
  void aHostRouteIsDeletedOnlyIfItIsStillTheSame() {
    ObjectKey key = place.key("ucr-hs-vm-a");
    apply(key, Samples.hostRoute("hs-vm-a"), Optional.empty());
    Metadata first = door.hostRoute(key).found().orElseThrow().metadata();

    assertThat(door.deleteHostRoute(first)).isEqualTo(WRITTEN);
    assertThat(door.hostRoute(key)).isEqualTo(new Live.Absent<>());
    assertThat(door.deleteHostRoute(first)).isEqualTo(CONFLICT);

    apply(key, Samples.hostRoute("hs-vm-a"), Optional.empty());
    assertThat(door.deleteHostRoute(first)).isEqualTo(CONFLICT);
    assertThat(door.hostRoute(key)).isInstanceOf(Live.Found.class);
  }

  @Test
  void whatTheSchemaRefusesIsRefusedAndNotTriedAgain() {
    Write write =
        apply(
            place.key("ucr-hs-vm-a"),
            Samples.hostRoute("hs-vm-a", "169.254.169.254"),
            Optional.empty());

    assertThat(write)
        .isInstanceOfSatisfying(
            Write.Refused.class, refused -> assertThat(refused.message()).contains("169.254"));
  }

  private Write apply(ObjectKey key, MirrorHostRouteSpec spec, Optional<Metadata> seen) {
    return door.applyHostRoute(key, place.key("ucr"), spec, seen);
  }

  @Test
  void theStatusOfANetworkIsAppliedToThatNetworkAlone() {
    ObjectKey key = place.key("ucr");
    Metadata first = createNetwork(key);

    assertThat(door.applyNetworkStatus(first, Samples.ready(ConditionStatus.True, "all is")))
        .isEqualTo(WRITTEN);
    assertThat(network(key).getStatus()).isEqualTo(Samples.ready(ConditionStatus.True, "all is"));

    assertThat(door.applyNetworkStatus(first, Samples.ready(ConditionStatus.False, "stale")))
        .as("decided from an older version")
        .isEqualTo(CONFLICT);
    String version = network(key).getMetadata().getResourceVersion();
    door.applyNetworkStatus(
        MetadataMapper.read(network(key).getMetadata()),
        Samples.ready(ConditionStatus.True, "all is"));
    assertThat(network(key).getMetadata().getResourceVersion())
        .as("the same again is no write")
        .isEqualTo(version);

    cluster
        .administrator()
        .resources(HealthShareMirrorNetwork.class)
        .inNamespace(key.namespace())
        .withName(key.name())
        .delete();
    assertThat(door.applyNetworkStatus(first, Samples.ready(ConditionStatus.False, "old")))
        .isEqualTo(CONFLICT);
    createNetwork(key);
    assertThat(door.applyNetworkStatus(first, Samples.ready(ConditionStatus.False, "old")))
        .isEqualTo(CONFLICT);
  }

  @Test
  void theFinalizerHoldsUpADeletionAndOthersAreLeftAlone() {
    ObjectKey key = place.key("ucr");
    createNetwork(key);
    cluster
        .administrator()
        .resources(HealthShareMirrorNetwork.class)
        .inNamespace(key.namespace())
        .withName(key.name())
        .edit(object -> {
          object.getMetadata().setFinalizers(List.of("example.com/theirs"));
          return object;
        });
    Metadata seen = MetadataMapper.read(network(key).getMetadata());

    assertThat(door.setFinalizer(seen, true)).isEqualTo(WRITTEN);
    assertThat(network(key).getMetadata().getFinalizers())
        .containsExactlyInAnyOrder("example.com/theirs", Labels.FINALIZER);
    assertThat(door.setFinalizer(seen, false)).as("an older version").isEqualTo(CONFLICT);

    Metadata now = MetadataMapper.read(network(key).getMetadata());
    assertThat(door.setFinalizer(now, false)).isEqualTo(WRITTEN);
    assertThat(network(key).getMetadata().getFinalizers()).containsExactly("example.com/theirs");
  }

  @Test
  void aNodeIsReadLabelledCordonedForADisruptionAndOpenedAgain() {
    String name = createNode();
    Node node = door.node(name).found().orElseThrow();
    assertThat(node.systemUuid()).contains("6e2a3f04-6d3c-4a53-9d0b-2c9a1f3c1d11");
    assertThat(node.ready()).isTrue();
    assertThat(node.addresses()).hasToString("[10.2.1.4]");
    ObjectKey disruption = place.key("ucr-hs-vm-a-1");

    assertThat(door.labelHost(node, true)).isEqualTo(WRITTEN);
    assertThat(door.cordon(node, true, disruption)).as("it has a label now").isEqualTo(CONFLICT);

    Node labelled = door.node(name).found().orElseThrow();
    assertThat(labelled.labels()).containsEntry(Labels.HOST, "true");
    assertThat(door.cordon(labelled, true, disruption)).isEqualTo(WRITTEN);
    Node cordoned = door.node(name).found().orElseThrow();
    assertThat(cordoned.unschedulable()).isTrue();
    assertThat(cordoned.annotations()).containsEntry(Labels.CORDONED_FOR, disruption.toString());

    assertThat(door.cordon(cordoned, false, disruption)).isEqualTo(WRITTEN);
    assertThat(door.labelHost(cordoned, false)).isEqualTo(WRITTEN);
    Node open = door.node(name).found().orElseThrow();
    assertThat(open.unschedulable()).isFalse();
    assertThat(open.annotations()).doesNotContainKey(Labels.CORDONED_FOR);
    assertThat(open.labels()).doesNotContainKey(Labels.HOST);
    assertThat(door.node("no-such-node")).isEqualTo(new Live.Absent<>());
  }

  @Test
  void aTransitionIsAnEventAndTheSameAgainIsNone() {
    ObjectKey key = place.key("ucr");
    Metadata metadata = createNetwork(key);
    informers =
        new ClusterView(
            Map.of(),
            List.of(NetworkMapper.read(network(key))),
            List.of(),
            List.of(),
            informers.slot(),
            Set.of(),
            Set.of(),
            Optional.empty(),
            List.of());

    door.applyNetworkStatus(metadata, Samples.ready(ConditionStatus.True, "all is"));
    door.applyNetworkStatus(metadata, Samples.ready(ConditionStatus.True, "all is"));

    List<Event> events =
        cluster
            .administrator()
            .resources(Event.class)
            .inNamespace(key.namespace())
            .list()
            .getItems();
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().getReason()).isEqualTo("Ready");
    assertThat(events.getFirst().getRegarding().getUid()).isEqualTo(metadata.uid());
  }

  @Test
  void anApiServerThatIsAwayIsAValue() {
    try (CutLine line = new CutLine(cluster.server());
        KubernetesClient away = cluster.operatorBy(line.address())) {
      line.cut();
      Cluster unreachable =
          new KubernetesCluster(
              away,
              place.slot(),
              () -> informers,
              new Announcer(away, "operator-0", InstantSource.system()));

      assertThat(unreachable.slot()).isInstanceOf(Live.Unavailable.class);
      assertThat(unreachable.createDisruption(place.key("x"), Samples.disruption("ucr")))
          .isInstanceOf(Write.Unavailable.class);
    }
  }

  private Metadata createNetwork(ObjectKey key) {
    return MetadataMapper.read(
        cluster.administrator().resource(Samples.network(key, "hs-vm-a")).create().getMetadata());
  }

  private HealthShareMirrorNetwork network(ObjectKey key) {
    return cluster
        .administrator()
        .resources(HealthShareMirrorNetwork.class)
        .inNamespace(key.namespace())
        .withName(key.name())
        .get();
  }

  private String createNode() {
    String name = "node-of-" + place.networks();
    var node =
        new NodeBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withNewStatus()
            .addNewAddress("10.2.1.4", "InternalIP")
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .endCondition()
            .withNewNodeInfo()
            .withSystemUUID("6e2a3f04-6d3c-4a53-9d0b-2c9a1f3c1d11")
            .withBootID("boot-1")
            .endNodeInfo()
            .endStatus()
            .build();
    cluster.administrator().resource(node).create();
    return name;
  }
}
