package io.mirrornet.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mirrornet.operator.kubernetes.TestCluster.Place;
import io.mirrornet.operator.model.cluster.Eviction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One round of a drain. No kubelet runs, so an evicted pod stays on its way. */
@OnCluster
class EvictionsIT {

  private final KubernetesClient administrator;
  private final KubernetesClient client;
  private final Place place;
  private final String node;
  private final Evictions evictions;

  EvictionsIT(TestCluster cluster) {
    this.administrator = cluster.administrator();
    this.client = cluster.operator();
    this.place = cluster.place();
    this.node = "node-of-" + place.networks();
    this.evictions = new Evictions(client);
    administrator
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(place.networks())
                .withName("default")
                .endMetadata()
                .build())
        .create();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void anEmptyNodeIsDrained() {
    assertThat(evictions.evictPods(node, false)).isEqualTo(new Eviction.Drained());
  }

  @Test
  void podsLeaveButThoseOfDaemonSetsStaticAndFinishedOnesStay() {
    run(managed("app"));
    run(
        pod("daemon")
            .editMetadata()
            .addNewOwnerReference()
            .withApiVersion("apps/v1")
            .withKind("DaemonSet")
            .withName("agent")
            .withUid("1")
            .withController(true)
            .endOwnerReference()
            .endMetadata()
            .build());
    Pod finished = administrator.resource(pod("finished").build()).create();
    status(finished, "Succeeded");

    Eviction leaving = new Eviction.Leaving(List.of(place.networks() + "/app"));
    assertThat(evictions.evictPods(node, false)).isEqualTo(leaving);
    assertThat(evictions.evictPods(node, false))
        .as("a pod on its way is not asked again, and counts as leaving")
        .isEqualTo(leaving);
    assertThat(administrator.pods().inNamespace(place.networks()).withName("daemon").get())
        .extracting(pod -> pod.getMetadata().getDeletionTimestamp())
        .isNull();

    administrator.pods().inNamespace(place.networks()).withName("app").withGracePeriod(0).delete();
    assertThat(evictions.evictPods(node, false)).isEqualTo(new Eviction.Drained());
  }

  @Test
  void aPodThatNobodyMakesAgainHoldsUpAllUntilSomebodyAnswersForIt() {
    run(managed("app"));
    run(
        pod("bare")
            .editSpec()
            .addNewVolume()
            .withName("scratch")
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume()
            .endSpec()
            .build());
    String bare = place.networks() + "/bare";
    Eviction risk = new Eviction.AtRisk(List.of(bare), List.of(bare));

    assertThat(evictions.podsAtRisk(node)).isEqualTo(risk);
    assertThat(evictions.evictPods(node, false)).isEqualTo(risk);
    assertThat(administrator.pods().inNamespace(place.networks()).list().getItems())
        .as("nothing was evicted")
        .allSatisfy(pod -> assertThat(pod.getMetadata().getDeletionTimestamp()).isNull());

    assertThat(evictions.evictPods(node, true))
        .isEqualTo(new Eviction.Leaving(List.of(place.networks() + "/app", bare)));
  }

  @Test
  void aPodThatABudgetHoldsIsNamedWithIt() {
    run(managed("app"));
    var budget =
        administrator
            .resource(
                new PodDisruptionBudgetBuilder()
                    .withNewMetadata()
                    .withNamespace(place.networks())
                    .withName("keep-app")
                    .endMetadata()
                    .withNewSpec()
                    .withMinAvailable(new IntOrString(1))
                    .withNewSelector()
                    .withMatchLabels(Map.of("app", "app"))
                    .endSelector()
                    .endSpec()
                    .build())
            .create();
    // As the disruption controller would, which does not run here.
    administrator
        .resource(
            budget
                .edit()
                .withNewStatus()
                .withObservedGeneration(budget.getMetadata().getGeneration())
                .withCurrentHealthy(1)
                .withDesiredHealthy(1)
                .withExpectedPods(1)
                .withDisruptionsAllowed(0)
                .endStatus()
                .build())
        .subresource("status")
        .update();

    assertThat(evictions.evictPods(node, false))
        .isEqualTo(new Eviction.Held(place.networks() + "/app", place.networks() + "/keep-app"));
  }

  private Pod managed(String name) {
    return pod(name)
        .editMetadata()
        .addNewOwnerReference()
        .withApiVersion("apps/v1")
        .withKind("ReplicaSet")
        .withName("set")
        .withUid("2")
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .build();
  }

  private PodBuilder pod(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(place.networks())
        .withName(name)
        .withLabels(Map.of("app", name))
        .endMetadata()
        .withNewSpec()
        .withNodeName(node)
        .addNewContainer()
        .withName("main")
        .withImage("none")
        .endContainer()
        .endSpec();
  }

  private void run(Pod pod) {
    status(administrator.resource(pod).create(), "Running");
  }

  private void status(Pod pod, String phase) {
    administrator
        .resource(
            pod.edit()
                .editOrNewStatus()
                .withPhase(phase)
                .addNewCondition()
                .withType("Ready")
                .withStatus(phase.equals("Running") ? "True" : "False")
                .endCondition()
                .endStatus()
                .build())
        .subresource("status")
        .update();
  }
}
