package io.mirrornet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mirrornet.api.Condition;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.ConditionType;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import io.mirrornet.api.kubernetes.HostDisruption;
import io.mirrornet.api.kubernetes.MirrorHostRoute;
import io.mirrornet.operator.azure.AzureCloud;
import io.mirrornet.operator.azure.ServedAzure;
import io.mirrornet.operator.config.OperatorConfig;
import io.mirrornet.operator.kubernetes.OnCluster;
import io.mirrornet.operator.kubernetes.Samples;
import io.mirrornet.operator.kubernetes.TestCluster;
import io.mirrornet.operator.kubernetes.TestCluster.Place;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.cluster.Labels;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole operator over a real API server and the local cloud, from a network to a proposal. */
@OnCluster
class OperatorProcessIT {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String HOST = "hs-vm-b";

  private final KubernetesClient administrator;
  private final KubernetesClient client;
  private final Place place;
  private final ServedAzure azure;
  private final AzureCloud cloud;

  OperatorProcessIT(TestCluster cluster, @TempDir Path directory) {
    this.administrator = cluster.administrator();
    this.client = cluster.operator();
    this.place = cluster.place();
    this.azure = new ServedAzure(directory);
    this.cloud = azure.connect();
    administrator.resource(Samples.manifest(place.manifest(), Samples.AGENT_MANIFEST)).create();
  }

  @BeforeEach
  void nodeOfTheHost() {
    VirtualMachine vm = cloud.virtualMachine(ServedAzure.VM_B).found().orElseThrow();
    administrator
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName(HOST)
                .endMetadata()
                .withNewSpec()
                .withProviderID("azure://" + vm.id())
                .endSpec()
                .withNewStatus()
                .addNewAddress("10.2.1.5", "InternalIP")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .withNewNodeInfo()
                .withSystemUUID(vm.vmId().toString())
                .withBootID("boot-1")
                .endNodeInfo()
                .endStatus()
                .build())
        .create();
  }

  @AfterEach
  void close() {
    administrator.nodes().withName(HOST).delete();
    client.close();
    azure.close();
  }

  @Test
  void aNetworkGetsItsNicItsHostRouteAndItsProposalAndThenThereIsRest() {
    try (OperatorProcess operator = start("operator-0")) {
      administrator.resource(Samples.network(place.key("ucr"), HOST)).create();

      await().atMost(SOON).until(() -> secondNics() == 1);
      await().atMost(SOON).until(() -> !disruptions().isEmpty());
      assertThat(disruptions())
          .singleElement()
          .satisfies(disruption -> {
            assertThat(disruption.getSpec().host()).isEqualTo(HOST);
            assertThat(disruption.getSpec().change().after()).hasSize(2);
          });
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(hostRoutes())
                  .singleElement()
                  .satisfies(route ->
                      assertThat(route.getSpec().destinations())
                          .singleElement()
                          .satisfies(destination ->
                              assertThat(destination.address()).hasToString("10.2.1.100"))));
      assertThat(administrator.nodes().withName(HOST).get().getMetadata().getLabels())
          .containsKey(Labels.HOST);
      await().atMost(SOON).until(() -> disruptions().getFirst().getStatus() != null);

      assertThat(restsFor(Duration.ofSeconds(40))).isTrue();
      assertThat(disruptions().getFirst().getStatus().phase()).isEqualTo(DisruptionPhase.Proposed);
      assertThat(page(operator, "/healthz")).isEqualTo("ok\n");
      assertThat(page(operator, "/readyz")).isEqualTo("ok\n");
      assertThat(page(operator, "/metrics"))
          .contains("mirrornet_leader 1.0")
          .contains("mirrornet_turns_total{outcome=\"completed\"}")
          .contains("mirrornet_turn_duration_seconds_count")
          .contains("mirrornet_arm_requests_total{kind=\"CreateInterface\"")
          .contains("mirrornet_actions_total{kind=\"Propose\",outcome=\"written\"} 1.0")
          .contains("mirrornet_disruptions_open 0.0")
          .contains("mirrornet_last_look_age_seconds")
          .doesNotContain(HOST);
    }
  }

  @Test
  void aRightThatLacksStallsTheNetworkByNameUntilItIsGiven() {
    ClusterRole role = role();
    administrator
        .resource(role())
        .edit(lacking -> {
          lacking.getRules().stream()
              .filter(rule -> rule.getResources().contains("nodes"))
              .forEach(rule -> rule.setVerbs(List.of("get", "list", "watch")));
          return lacking;
        });
    try (OperatorProcess operator = start("operator-0")) {
      administrator.resource(Samples.network(place.key("ucr"), HOST)).create();

      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(condition(ConditionType.Stalled))
                  .isPresent()
                  .get()
                  .satisfies(stalled -> {
                    assertThat(stalled.status()).isEqualTo(ConditionStatus.True);
                    assertThat(stalled.reason()).isEqualTo("WriteRefused");
                    assertThat(stalled.message())
                        .contains("patch Node " + HOST, "cannot patch resource \"nodes\"");
                  }));
      assertThat(condition(ConditionType.Ready).orElseThrow().reason()).isEqualTo("WriteRefused");

      administrator.resource(role).patch();
      await()
          .atMost(SOON)
          .until(() ->
              condition(ConditionType.Stalled)
                  .filter(stalled -> stalled.status() == ConditionStatus.False)
                  .isPresent());
      assertThat(condition(ConditionType.Ready).orElseThrow().reason())
          .isNotEqualTo("WriteRefused");
      assertThat(page(operator, "/metrics")).contains("outcome=\"refused\"");
      // Another test has the same host, which would belong to this older network.
      networks().delete();
      administrator.nodes().withName(HOST).delete();
      await().atMost(SOON).until(() -> networks().get() == null);
    } finally {
      administrator.resource(role).patch();
    }
  }

  private ClusterRole role() {
    ClusterRole role = administrator.rbac().clusterRoles().withName("operator-under-test").get();
    role.getMetadata().setManagedFields(null);
    role.getMetadata().setResourceVersion(null);
    return role;
  }

  private Optional<Condition> condition(ConditionType type) {
    HealthShareMirrorNetwork network = networks().get();
    return network == null || network.getStatus() == null
        ? Optional.empty()
        : network.getStatus().conditions().stream()
            .filter(condition -> condition.type() == type)
            .findFirst();
  }

  @Test
  void anotherReplicaTakesOverWhereTheFirstOneEndedAndDoesNothingTwice() {
    try (OperatorProcess first = start("operator-0")) {
      administrator.resource(Samples.network(place.key("ucr"), HOST)).create();
      await().atMost(SOON).until(() -> !disruptions().isEmpty());
      assertThat(page(first, "/metrics")).contains("mirrornet_leader 1.0");
    }

    try (OperatorProcess second = start("operator-1")) {
      await().atMost(SOON).until(() -> page(second, "/metrics").contains("mirrornet_leader 1.0"));
      networks().delete();

      // Nothing was attached and no agent answers for the node, which is gone: the deletion ends.
      administrator.nodes().withName(HOST).delete();
      await().atMost(SOON).until(() -> networks().get() == null);
      assertThat(secondNics()).as("one for both").isEqualTo(1);
    }
  }

  /** Whether no object of ours changes and nothing is written to ARM for this long. */
  private boolean restsFor(Duration time) {
    await().atMost(SOON).until(() -> settled(() -> versions(), Duration.ofSeconds(5)));
    azure.forgetRequests();
    boolean still = settled(this::versions, time);
    return still
        && azure.requests().stream()
            .noneMatch(request -> List.of("PUT", "PATCH", "DELETE").contains(request.method()));
  }

  private static boolean settled(Supplier<List<String>> state, Duration time) {
    List<String> before = state.get();
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      if (!state.get().equals(before)) {
        return false;
      }
      await().pollDelay(Duration.ofMillis(500)).until(() -> true);
    }
    return true;
  }

  private List<String> versions() {
    return java.util.stream.Stream.of(
            List.of(networks().get()),
            disruptions(),
            hostRoutes(),
            List.of(administrator.nodes().withName(HOST).get()))
        .flatMap(List::stream)
        .map(object -> ((HasMetadata) object).getMetadata().getResourceVersion())
        .toList();
  }

  private OperatorProcess start(String pod) {
    OperatorConfig config =
        OperatorConfig.of(
            Map.of(
                "POD_NAMESPACE",
                place.system(),
                "POD_NAME",
                pod,
                "NODE_NAME",
                "infra-1",
                "MIRRORNET_INSTALLATION",
                "test",
                "MIRRORNET_LISTEN",
                "127.0.0.1:0",
                "MIRRORNET_AGENT_NAMESPACE",
                place.agents(),
                "MIRRORNET_AGENT_MANIFEST",
                place.manifest().name(),
                "MIRRORNET_AGENT_MANIFEST_SHA256",
                Samples.sha256(Samples.AGENT_MANIFEST)));
    OperatorProcess operator = new OperatorProcess(config, client, cloud);
    operator.start();
    return operator;
  }

  private long secondNics() {
    return cloud.networkInterfaces(ServedAzure.GROUP).found().orElse(List.of()).stream()
        .filter(nic -> !nic.id().name().equals("hs-vm-a-nic"))
        .filter(nic -> !nic.id().name().equals("hs-vm-b-nic"))
        .count();
  }

  private io.fabric8.kubernetes.client.dsl.Resource<HealthShareMirrorNetwork> networks() {
    return administrator
        .resources(HealthShareMirrorNetwork.class)
        .inNamespace(place.networks())
        .withName("ucr");
  }

  private List<HostDisruption> disruptions() {
    return administrator
        .resources(HostDisruption.class)
        .inNamespace(place.networks())
        .list()
        .getItems();
  }

  private List<MirrorHostRoute> hostRoutes() {
    return administrator
        .resources(MirrorHostRoute.class)
        .inNamespace(place.networks())
        .list()
        .getItems();
  }

  private static String page(OperatorProcess operator, String path) {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(operator.address().getPort(), path));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
