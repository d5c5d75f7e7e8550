package io.mirrornet.lab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mirrornet.lab.mirror.Member;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.lab.scenario.Scenario.Mirror;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceTest {

  private static final List<Scenario.Member> MEMBERS =
      List.of(new Scenario.Member("hs-vm-a", "REGA"), new Scenario.Member("hs-vm-b", "REGB"));

  @Test
  void thePrimarysInstanceComesFirst() {
    assertThat(instances(new Mirror("REGISTRY", "ilb-hs/registry", "hs-vm-b", MEMBERS)).getFirst())
        .extracting(Instance::member)
        .containsExactly(Member.failover("hs-vm-b", "REGB"), Member.failover("hs-vm-a", "REGA"));
  }

  @Test
  void itServesWhatFrontendAndProbeAskFor() {
    assertThat(
            instances(new Mirror("INDEX", "ilb-hs/index", "hs-vm-a", MEMBERS))
                .getFirst()
                .getFirst())
        .returns(List.of(1973), Instance::ports)
        .returns(new Instance.Web(52774, "/csp/bin/mirror_status.cxw", true), Instance::web);
  }

  @Test
  void twoInstancesOnOneHostCannotListenOnOnePort() {
    assertThatThrownBy(() ->
            instances(
                new Mirror("REGISTRY", "ilb-hs/registry", "hs-vm-a", MEMBERS),
                new Mirror("OTHER", "ilb-hs/registry", "hs-vm-a", MEMBERS)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "hs-vm-a: REGA and REGA would both listen on port 1972; give the frontends of the"
                + " mirrors REGISTRY and OTHER other ports");
  }

  @Test
  void aMirrorBehindNoFrontendIsRefused() {
    assertThatThrownBy(
            () -> instances(new Mirror("REGISTRY", "ilb-hs/nowhere", "hs-vm-a", MEMBERS)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mirror REGISTRY: there is no frontend ilb-hs/nowhere");
  }

  private static List<List<Instance>> instances(Mirror... mirrors) {
    Scenario pair = Scenarios.pair();
    return Instance.of(
        Scenarios.of(
            pair.subnets(), pair.virtualMachines(), pair.loadBalancers(), List.of(mirrors)));
  }
}
