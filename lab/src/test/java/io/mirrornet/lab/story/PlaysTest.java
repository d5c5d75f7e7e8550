package io.mirrornet.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.lab.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who plays what, in which order. */
class PlaysTest {

  @Test
  void theHostWithoutPrimariesGoesFirstAndTheOtherFollowsWhenItsPrimariesHaveMoved() {
    SimulatedSite site = new SimulatedSite(shipped("pair"));

    assertThat(site.play(100)).isTrue();

    assertThat(site.played())
        .containsExactly(
            "approve hs-vm-b [CapacityRisk]",
            "stop hs-vm-b/REGB",
            "stop hs-vm-b/IDXB",
            "start hs-vm-b/REGB",
            "start hs-vm-b/IDXB",
            "failover REGISTRY",
            "failover INDEX",
            "approve hs-vm-a [CapacityRisk]",
            "stop hs-vm-a/REGA",
            "stop hs-vm-a/IDXA",
            "start hs-vm-a/REGA",
            "start hs-vm-a/IDXA");
  }

  @Test
  void whereEachHostHoldsAPrimaryTheFewestAreMoved() {
    SimulatedSite site = new SimulatedSite(shipped("crossed"));

    assertThat(site.play(100)).isTrue();

    assertThat(site.played()).startsWith("failover REGISTRY", "approve hs-vm-a [CapacityRisk]");
    assertThat(site.played()).filteredOn(play -> play.startsWith("failover")).hasSize(3);
  }

  @Test
  void sixHostsAreTakenThroughOneByOne() {
    SimulatedSite site = new SimulatedSite(shipped("three-pairs"));

    assertThat(site.play(300)).isTrue();

    assertThat(site.played()).filteredOn(play -> play.startsWith("approve")).hasSize(6);
  }

  @Test
  void aRefusedHostIsLeftAloneAndLosesItsPrimariesAtTheEnd() throws IOException {
    Scenario scenario =
        ScenarioReader.parse(
            "refused.yaml",
            Files.readString(Path.of("scenarios/pair.yaml"))
                .replace("address: 10.2.1.5}", "address: 10.2.1.5, controlPlane: true}"));
    SimulatedSite site = new SimulatedSite(scenario).refusing("hs-vm-b", "ControlPlaneNode");

    assertThat(site.play(100)).isTrue();

    assertThat(site.played())
        .filteredOn(play -> !play.contains("hs-vm-a"))
        .containsExactly(
            "failover REGISTRY", "failover INDEX", "failover REGISTRY", "failover INDEX");
  }

  @ParameterizedTest
  @EnumSource(names = {"PrimaryHealthyElsewhere", "ArbiterReachable", "OtherHostsUp"})
  void whatTheApproverCanSeeForOneselfIsAcknowledgedAfterAWhileAndNotBefore(CheckName check) {
    SimulatedSite site = new SimulatedSite(shipped("pair")).unsureOf(check);

    site.play((int) Approver.PATIENCE.toSeconds());
    assertThat(site.played()).isEmpty();

    site.play((int) Approver.PATIENCE.toSeconds() + 2);
    assertThat(site.played())
        .first()
        .asString()
        .startsWith("approve hs-vm-b")
        .contains(check.name(), "CapacityRisk");
  }

  @Test
  void whatNobodyCanSeeIsNeverAcknowledged() {
    SimulatedSite site = new SimulatedSite(shipped("pair")).unsureOf(CheckName.PathToStart);

    assertThat(site.play(500)).isFalse();

    assertThat(site.played()).noneMatch(play -> play.startsWith("approve"));
  }

  private static Scenario shipped(String name) {
    return ScenarioReader.read(Path.of("scenarios", name + ".yaml"));
  }
}
