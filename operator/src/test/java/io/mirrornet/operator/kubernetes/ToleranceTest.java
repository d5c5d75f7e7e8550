package io.mirrornet.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import io.mirrornet.api.kubernetes.HostDisruption;
import io.mirrornet.operator.model.cluster.ObjectKey;
import org.junit.jupiter.api.Test;

class ToleranceTest {

  private static final ObjectKey KEY = new ObjectKey("healthshare", "odd");

  private final KubernetesSerialization serialization = Tolerance.serialization();

  @Test
  void aDisruptionWithATimeThatJavaRefusesIsNamedAndNothingElseIsLost() {
    String good = serialization.asJson(DisruptionMapper.proposal(KEY, Samples.disruption("ucr")));
    String odd =
        good.replace(
            "\"spec\":{",
            "\"spec\":{\"approval\":{\"by\":\"a\",\"ticket\":\"b\",\"notAfter\":\"2026-01-01T05:00:00,5Z\"},");

    KubernetesResourceList<HostDisruption> list =
        serialization.unmarshal("{\"items\":[%s,%s]}".formatted(odd, good), HostDisruptions.class);

    assertThat(list.getItems()).extracting(Tolerance::isReadable).containsExactly(false, true);
    assertThat(Tolerance.name(list.getItems().getFirst()))
        .isEqualTo("HostDisruption healthshare/odd");
    assertThatThrownBy(() -> DisruptionMapper.read(list.getItems().getFirst()))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("HostDisruption healthshare/odd cannot be read");
  }

  @Test
  void aNetworkKeepsItsSpecWhenOnlyItsStatusIsOdd() {
    String good = serialization.asJson(Samples.network(KEY, "hs-vm-a"));
    String odd =
        good.substring(0, good.length() - 1) + ",\"status\":{\"observedGeneration\":\"odd\"}}";

    HealthShareMirrorNetwork network = serialization.unmarshal(odd, HealthShareMirrorNetwork.class);

    assertThat(Tolerance.isReadable(network)).isTrue();
    assertThat(network.getStatus()).isNull();
  }

  /** What the API server answers to a list. */
  static final class HostDisruptions
      extends io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList<HostDisruption> {

    private static final long serialVersionUID = 1L;
  }
}
