package io.mirrornet.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mirrornet.operator.kubernetes.TestCluster.Place;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The agent's DaemonSet follows its manifest. */
@OnCluster
class AgentDaemonSetIT {

  private static final String MANIFEST =
      """
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: mirrornet-agent}
      spec:
        selector: {matchLabels: {app: mirrornet-agent}}
        template:
          metadata: {labels: {app: mirrornet-agent}}
          spec:
            nodeSelector: {mirrornet.io/host: "true"}
            containers: [{name: agent, image: "mirrornet.io/agent:1"}]
      """;

  private final KubernetesClient administrator;
  private final KubernetesClient client;
  private final Place place;
  private final AtomicLong clock = new AtomicLong();
  private final AgentDaemonSet agents;

  AgentDaemonSetIT(TestCluster cluster) {
    this.administrator = cluster.administrator();
    this.client = cluster.operator();
    this.place = cluster.place();
    this.agents = new AgentDaemonSet(client, place.manifest(), clock::get);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void itIsMadeByTheManifestOwnedByItAndLeftAloneWhileBothStayTheSame() {
    ConfigMap manifest = manifest(MANIFEST);

    keep();
    DaemonSet made = daemonSet();
    assertThat(made.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(owner -> {
          assertThat(owner.getKind()).isEqualTo("ConfigMap");
          assertThat(owner.getUid()).isEqualTo(manifest.getMetadata().getUid());
        });

    keep();
    new AgentDaemonSet(client, place.manifest(), clock::get).keep();
    assertThat(daemonSet().getMetadata().getResourceVersion())
        .as("also by a process that has just been started")
        .isEqualTo(made.getMetadata().getResourceVersion());
  }

  @Test
  void itFollowsANewManifestAndAHandThatChangesItIsUndone() {
    manifest(MANIFEST);
    keep();

    manifest(MANIFEST.replace("agent:1", "agent:2"));
    keep();
    assertThat(image()).isEqualTo("mirrornet.io/agent:2");

    administrator
        .resource(daemonSet())
        .edit(set -> {
          set.getSpec().getTemplate().getSpec().getContainers().getFirst().setImage("other");
          return set;
        });
    keep();
    assertThat(image()).isEqualTo("mirrornet.io/agent:2");
  }

  @Test
  void aManifestThatIsMissingOrIsNoneBreaksNothing() {
    keep();
    manifest("kind: [");
    keep();
    manifest(MANIFEST);
    keep();

    assertThat(image()).isEqualTo("mirrornet.io/agent:1");
  }

  private void keep() {
    clock.addAndGet(Duration.ofMinutes(1).toNanos());
    agents.keep();
  }

  private ConfigMap manifest(String yaml) {
    return administrator
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(place.agents())
                .withName(place.manifest().name())
                .endMetadata()
                .withData(Map.of("daemonset.yaml", yaml))
                .build())
        .serverSideApply();
  }

  private DaemonSet daemonSet() {
    return administrator
        .apps()
        .daemonSets()
        .inNamespace(place.agents())
        .withName("mirrornet-agent")
        .get();
  }

  private String image() {
    return daemonSet().getSpec().getTemplate().getSpec().getContainers().getFirst().getImage();
  }
}
