package io.mirrornet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.mirrornet.operator.azure.ServedAzure;
import io.mirrornet.operator.kubernetes.OnCluster;
import io.mirrornet.operator.kubernetes.TestCluster;
import io.mirrornet.operator.kubernetes.TestCluster.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator as a process: how it begins, ends, and hands over. */
@OnCluster
class MainIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private static final String NOBODY = "https://127.0.0.1:9";

  /** What a JVM that SIGTERM ends answers: 128 + 15. */
  private static final int SIGTERM = 143;

  private final TestCluster cluster;
  private final Place place;
  private final Path directory;
  private final ServedAzure azure;

  MainIT(TestCluster cluster, @TempDir Path directory) {
    this.cluster = cluster;
    this.place = cluster.place();
    this.directory = directory;
    this.azure = new ServedAzure(directory);
  }

  @AfterEach
  void close() {
    azure.close();
  }

  @Test
  void withoutAVariableItEndsWithOneLineThatNamesIt() throws Exception {
    Map<String, String> environment = environment("operator-0");
    environment.remove("POD_NAMESPACE");

    try (OperatorProgram operator = start("operator-0", environment)) {
      assertThat(operator.exitCode()).as("EX_CONFIG").isEqualTo(78);
      assertThat(operator.events())
          .singleElement()
          .satisfies(event -> {
            assertThat(event.path("level").asText()).isEqualTo("ERROR");
            assertThat(event.path("message").asText()).startsWith("POD_NAMESPACE is not set: give");
            assertThat(event.has("stack_trace")).isFalse();
          });
    }
  }

  @Test
  void anApiServerThatIsAwayIsSaidInALine() throws Exception {
    Map<String, String> environment = environment("operator-0");
    String nobody = cluster.operatorKubeconfig().replace(cluster.server().toString(), NOBODY);
    environment.put("KUBECONFIG", azure.write("away", nobody).toString());

    try (OperatorProgram operator = start("operator-0", environment)) {
      assertThat(operator.exitCode()).isEqualTo(1);
      assertThat(operator.events())
          .noneMatch(event -> event.has("stack_trace"))
          .extracting(event -> event.path("message").asText())
          .last()
          .asString()
          .startsWith("the API server at " + NOBODY)
          .contains("was not read: java.net.ConnectException: Connection refused; ");
    }
  }

  @Test
  void toldToEndItGivesTheLeaseBackAndEndsInOrder() throws Exception {
    try (OperatorProgram operator = start("operator-0", environment("operator-0"))) {
      await().atMost(SOON).until(() -> leader().startsWith("operator-0_"));

      operator.terminate();

      assertThat(operator.exitCode()).isEqualTo(SIGTERM);
      assertThat(leader()).as("nobody").isEmpty();
      assertThat(operator.events())
          .extracting(event -> event.path("message").asText())
          .contains("operator started", "this process leads", "operator is ending");
    }
  }

  @Test
  void aReplicaLeadsOnceTheKilledLeadersTimeIsOver() throws Exception {
    try (OperatorProgram first = start("operator-0", environment("operator-0"))) {
      await().atMost(SOON).until(() -> leader().startsWith("operator-0_"));
      try (OperatorProgram second = start("operator-1", environment("operator-1"))) {
        await().atMost(SOON).until(() -> hasStarted(second));
        assertThat(leader()).startsWith("operator-0_");

        first.kill();

        await().atMost(SOON).until(() -> leader().startsWith("operator-1_"));
        assertThat(second.isAlive()).isTrue();
        assertThat(lease().orElseThrow().getSpec().getLeaseTransitions()).isEqualTo(1);
      }
    }
  }

  private static boolean hasStarted(OperatorProgram operator) {
    return operator.lines().stream().anyMatch(line -> line.contains("operator started"));
  }

  private String leader() {
    return lease()
        .flatMap(lease -> Optional.ofNullable(lease.getSpec().getHolderIdentity()))
        .orElse("");
  }

  private Optional<Lease> lease() {
    return Optional.ofNullable(
        cluster
            .administrator()
            .resources(Lease.class)
            .inNamespace(place.leader().namespace())
            .withName(place.leader().name())
            .get());
  }

  private OperatorProgram start(String name, Map<String, String> environment) throws IOException {
    return OperatorProgram.start(environment, Files.createTempFile(directory, name, ".log"));
  }

  private Map<String, String> environment(String pod) {
    Map<String, String> environment =
        new HashMap<>(
            azure.environment(
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
                    "00".repeat(32))));
    environment.put(
        "KUBECONFIG", azure.write("kubeconfig", cluster.operatorKubeconfig()).toString());
    environment.put("HOME", directory.toString());
    return environment;
  }
}
