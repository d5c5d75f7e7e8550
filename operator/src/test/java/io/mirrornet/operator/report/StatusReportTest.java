package io.mirrornet.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.api.Condition;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.ConditionType;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.world.FleetWorld;
import org.junit.jupiter.api.Test;

class StatusReportTest {

  private final FleetWorld world = new FleetWorld();

  @Test
  void anAddressByWhichTheClusterLivesIsNamedAsOneThatGetsNoRoute() {
    world.additionalAddress("10.2.1.1");

    Condition discovered = condition(ConditionType.FrontendsDiscovered);
    assertThat(discovered.status()).isEqualTo(ConditionStatus.False);
    assertThat(discovered.reason()).isEqualTo(ConditionReason.DestinationProtected.name());
    assertThat(discovered.message()).contains("10.2.1.1", "gateway of subnet hs");
  }

  @Test
  void aFrontendThatAMirrorNamesAndNobodyFindsIsNamed() {
    world.withoutLoadBalancer();

    Condition discovered = condition(ConditionType.FrontendsDiscovered);
    assertThat(discovered.reason()).isEqualTo(ConditionReason.ReferenceNotFound.name());
    assertThat(discovered.message()).contains("ilb-hs/registry");
  }

  @Test
  void whatCannotBeReadElsewhereIsNoConcernOfTheNetwork() {
    world.unread("/subscriptions/s1/resourceGroups/other");

    assertThat(condition(ConditionType.FrontendsDiscovered).status())
        .isEqualTo(ConditionStatus.True);
  }

  private Condition condition(ConditionType type) {
    return status().conditions().stream()
        .filter(condition -> condition.type() == type)
        .findFirst()
        .orElseThrow();
  }

  private HealthShareMirrorNetworkStatus status() {
    FleetPlan plan = world.plan();
    return StatusReport.of(plan, plan.survey().network(FleetWorld.NETWORK).orElseThrow());
  }
}
