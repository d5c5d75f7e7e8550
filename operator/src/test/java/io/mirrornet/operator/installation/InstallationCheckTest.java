package io.mirrornet.operator.installation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import org.junit.jupiter.api.Test;

class InstallationCheckTest {

  private static final APIResourceList ALL_KINDS =
      kinds("HealthShareMirrorNetwork", "MirrorHostRoute", "HostDisruption");

  @Test
  void anInstallationWithItsKindsAndAReadyReplicaHasNoFault() {
    assertThat(InstallationCheck.faults(ALL_KINDS, operator(1))).isEmpty();
  }

  @Test
  void aKindThatIsNotServedIsNamed() {
    assertThat(
            InstallationCheck.faults(
                kinds("HealthShareMirrorNetwork", "HostDisruption"), operator(1)))
        .singleElement()
        .asString()
        .contains("does not know [MirrorHostRoute]");
  }

  @Test
  void anOperatorThatIsNotReadyIsSaidWithTheCommandsThatTellWhy() {
    assertThat(InstallationCheck.faults(ALL_KINDS, operator(null)))
        .singleElement()
        .asString()
        .contains("kubectl -n mirrornet-system logs deployment/mirrornet-operator");
  }

  @Test
  void withoutKindsAndOperatorBothAreSaid() {
    assertThat(InstallationCheck.faults(null, null)).hasSize(2);
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
