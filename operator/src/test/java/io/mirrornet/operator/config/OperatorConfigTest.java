package io.mirrornet.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorConfigTest {

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "POD_NAMESPACE", "mirrornet",
              "POD_NAME", "operator-0",
              "NODE_NAME", "infra-1",
              "MIRRORNET_INSTALLATION", "prod",
              "MIRRORNET_AGENT_NAMESPACE", "mirrornet-agent",
              "MIRRORNET_AGENT_MANIFEST", "agent",
              "MIRRORNET_AGENT_MANIFEST_SHA256", "0f".repeat(32)));

  @Test
  void whatIsNotSaidHasADefault() {
    OperatorConfig config = OperatorConfig.of(environment);

    assertThat(config.listen().getPort()).isEqualTo(8080);
    assertThat(config.installation().resourceGroups()).isEmpty();
    assertThat(config.installation().ownNode()).isEqualTo("infra-1");
    assertThat(config.leaderLease()).isEqualTo(new ObjectKey("mirrornet", "prod-leader"));
    assertThat(config.slotLease()).isEqualTo(new ObjectKey("mirrornet", "prod-disruption"));
    assertThat(config.agentManifest()).isEqualTo(new ObjectKey("mirrornet-agent", "agent"));
  }

  @Test
  void resourceGroupsAreAList() {
    environment.put("MIRRORNET_RESOURCE_GROUPS", "s1/rg-hs, s2/rg-net");

    assertThat(OperatorConfig.of(environment).installation().resourceGroups())
        .containsExactlyInAnyOrder(
            new ResourceGroup("s1", "rg-hs"), new ResourceGroup("s2", "rg-net"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POD_NAMESPACE",
        "POD_NAME",
        "NODE_NAME",
        "MIRRORNET_INSTALLATION",
        "MIRRORNET_AGENT_NAMESPACE",
        "MIRRORNET_AGENT_MANIFEST",
        "MIRRORNET_AGENT_MANIFEST_SHA256"
      })
  void whatIsRequiredIsNamedWhereItIsMissing(String name) {
    environment.put(name, " ");

    assertThatThrownBy(() -> OperatorConfig.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name);
  }

  @ParameterizedTest
  @CsvSource({
    "MIRRORNET_LISTEN, 8080",
    "MIRRORNET_LISTEN, 0.0.0.0:99999",
    "MIRRORNET_LISTEN, 0.0.0.0:http",
    "MIRRORNET_RESOURCE_GROUPS, rg-hs",
    "MIRRORNET_RESOURCE_GROUPS, s1/",
    "MIRRORNET_RESOURCE_GROUPS, /subscriptions/s1/resourceGroups/rg-hs"
  })
  void whatMakesNoSenseIsNamedWithItsValue(String name, String value) {
    environment.put(name, value);

    assertThatThrownBy(() -> OperatorConfig.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(value);
  }
}
