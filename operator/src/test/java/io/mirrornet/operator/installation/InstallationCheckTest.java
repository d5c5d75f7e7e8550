package io.mirrornet.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstallationCheckTest {

  private static final APIResourceList ALL_KINDS =
      kinds("HealthShareMirrorNetwork", "MirrorHostRoute", "HostDisruption");

  @Test
  void anInstallationWithItsKindsAndAReadyReplicaHasNoFault() {
    assertThat(InstallationCheck.faults(ALL_KINDS, operator(1), List.of())).isEmpty();
  }

  @Test
  void aKindThatIsNotServedIsNamed() {
    assertThat(
            InstallationCheck.faults(
                kinds("HealthShareMirrorNetwork", "HostDisruption"), operator(1), List.of()))
        .singleElement()
        .asString()
        .contains("does not know [MirrorHostRoute]");
  }

  @Test
  void anOperatorThatIsNotReadyIsSaidWithTheCommandsThatTellWhy() {
    assertThat(InstallationCheck.faults(ALL_KINDS, operator(null), List.of()))
        .singleElement()
        .asString()
        .contains("kubectl -n mirrornet-system logs deployment/mirrornet-operator");
  }

  @Test
  void withoutKindsAndOperatorBothAreSaid() {
    assertThat(InstallationCheck.faults(null, null, List.of())).hasSize(2);
  }

  @Test
  void anImageThatIsNotThereIsNamedWithTheValuesToSet() {
    Pod pod =
        pod()
            .withNewStatus()
            .addNewContainerStatus()
            .withImage("mirrornet.io/operator:0.1.0")
            .withNewState()
            .withNewWaiting()
            .withReason("ImagePullBackOff")
            .withMessage("Back-off pulling image")
            .endWaiting()
            .endState()
            .endContainerStatus()
            .endStatus()
            .build();

    assertThat(InstallationCheck.faults(ALL_KINDS, operator(null), List.of(pod)))
        .last()
        .asString()
        .contains("mirrornet-operator-1", "ImagePullBackOff", "mirrornet.io/operator:0.1.0")
        .contains("image.operator", "image.pullSecrets");
  }

  @Test
  void aPodThatFindsNoNodeSaysWhyAndWhichValuesDecide() {
    Pod pod =
        pod()
            .withNewStatus()
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withMessage("0/3 nodes are available")
            .endCondition()
            .endStatus()
            .build();

    assertThat(InstallationCheck.faults(ALL_KINDS, operator(null), List.of(pod)))
        .last()
        .asString()
        .contains("0/3 nodes are available", "operator.nodeSelector");
  }

  private static PodBuilder pod() {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace("mirrornet-system")
        .withName("mirrornet-operator-1")
        .endMetadata();
  }

  private static APIResourceList kinds(String... kinds) {
    APIResourceListBuilder list = new APIResourceListBuilder();
    for (String kind : kinds) {
      list.addNewResource().withKind(kind).endResource();
    }
    return list.build();
  }

  @SuppressWarnings("NullAway") // the API server leaves readyReplicas out while there are none
  private static Deployment operator(@org.jspecify.annotations.Nullable Integer ready) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withNamespace("mirrornet-system")
        .withName("mirrornet-operator")
        .endMetadata()
        .withNewStatus()
        .withReadyReplicas(ready)
        .endStatus()
        .build();
  }
}
