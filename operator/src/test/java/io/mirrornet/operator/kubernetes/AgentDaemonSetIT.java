package io.mirrornet.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.operator.kubernetes.TestCluster.Place;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The agent's DaemonSet follows its manifest. */
@OnCluster
class AgentDaemonSetIT {

  private static final String MANIFEST = Samples.AGENT_MANIFEST;

  private final KubernetesClient administrator;
  private final KubernetesClient client;
  private final Place place;
  private final AtomicLong clock = new AtomicLong();
  private final AgentDaemonSet agents;

  AgentDaemonSetIT(TestCluster cluster) {
    this.administrator = cluster.administrator();
    this.client = cluster.operator();
    this.place = cluster.place();
    this.agents = agents(MANIFEST);
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
    agents(MANIFEST).keep();
    assertThat(daemonSet().getMetadata().getResourceVersion())
        .as("also by a process that has just been started")
        .isEqualTo(made.getMetadata().getResourceVersion());
  }

  @Test
  void itFollowsANewManifestAndAHandThatChangesItIsUndone() {
    manifest(MANIFEST);
    keep();

    String newer = MANIFEST.replace("agent:1", "agent:2");
    manifest(newer);
    AgentDaemonSet upgraded = agents(newer);
    keep(upgraded);
    assertThat(image()).isEqualTo("mirrornet.io/agent:2");

    administrator
        .resource(daemonSet())
        .edit(set -> {
          set.getSpec().getTemplate().getSpec().getContainers().getFirst().setImage("other");
          return set;
        });
    keep(upgraded);
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

  @Test
  void aManifestThatSomebodyElseWroteIsNeverAppliedAndSaidUntilItIsPutRight() {
    manifest(MANIFEST);
    keep();

    manifest(MANIFEST.replace("agent:1", "miner:1"));
    keep();
    assertThat(agents.refusal()).as("an upgrade may be under way").isEmpty();
    for (int minute = 0; minute < 3; minute++) {
      keep();
    }

    assertThat(image()).isEqualTo("mirrornet.io/agent:1");
    assertThat(agents.refusal())
        .hasValueSatisfying(refusal -> {
          assertThat(refusal.reason()).isEqualTo(ConditionReason.ChangedElsewhere);
          assertThat(refusal.message())
              .contains(
                  place.manifest().toString(), "not what the chart installed", "helm upgrade");
        });

    manifest(MANIFEST);
    keep();
    assertThat(agents.refusal()).isEmpty();
  }

  private void keep() {
    keep(agents);
  }

  private void keep(AgentDaemonSet set) {
    clock.addAndGet(Duration.ofMinutes(1).toNanos());
    set.keep();
  }

  /** As the operator is told by a chart that installed this manifest. */
  private AgentDaemonSet agents(String manifest) {
    return new AgentDaemonSet(client, place.manifest(), Samples.sha256(manifest), clock::get);
  }

  private ConfigMap manifest(String yaml) {
    return administrator.resource(Samples.manifest(place.manifest(), yaml)).serverSideApply();
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
