package io.mirrornet.api.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.mirrornet.api.Condition;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.ConditionType;
import io.mirrornet.api.GoDuration;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.Maintenance;
import io.mirrornet.api.network.Mode;
import io.mirrornet.api.network.SecondaryInterface;
import io.mirrornet.api.network.StartedBy;
import io.mirrornet.net.Ipv4Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The records as fabric8's client reads them from the API server and writes them to it. */
class DocumentsTest {

  private final KubernetesSerialization serialization = new KubernetesSerialization();

  @Test
  void theSampleIsReadInFull() throws IOException {
    HealthShareMirrorNetworkSpec spec = readSample().getSpec();

    assertThat(spec.hosts().nodeNames()).containsExactly("hs-vm-a", "hs-vm-b");
    assertThat(spec.mirrors().getFirst().members())
        .extracting(member -> member.instance() + " " + member.startedBy())
        .containsExactly("REGA " + StartedBy.Boot, "REGB " + StartedBy.Boot);
    assertThat(spec.secondaryInterface().addresses())
        .containsEntry("hs-vm-b", Ipv4Address.parse("10.0.0.21"));
    assertThat(spec.maintenance().hostTimeout()).isEqualTo(GoDuration.parse("30m"));
    assertThat(spec.mode()).isEqualTo(Mode.Enforce);
  }

  @Test
  void whatIsWrittenReadsBackAsTheSame() throws IOException {
    HealthShareMirrorNetwork sample = readSample();

    HealthShareMirrorNetwork again =
        serialization.unmarshal(serialization.asYaml(sample), HealthShareMirrorNetwork.class);

    assertThat(again.getSpec()).isEqualTo(sample.getSpec());
  }

  @Test
  void whatIsAbsentIsTheDefaultOfTheSchema() {
    HealthShareMirrorNetworkSpec spec =
        readSpec(
            """
            hosts: {nodeNames: [hs-vm-a]}
            """);

    assertThat(spec.maintenance()).isEqualTo(Maintenance.DEFAULT);
    assertThat(spec.secondaryInterface()).isEqualTo(SecondaryInterface.LIKE_PRIMARY);
    assertThat(spec.mirrors()).isEmpty();
    assertThat(spec.paused()).isFalse();
  }

  @Test
  void aFieldOfANewerVersionIsNoObstacle() {
    HealthShareMirrorNetworkSpec spec =
        readSpec(
            """
            hosts: {nodeNames: [hs-vm-a], newer: {field: 1}}
            newest: true
            """);

    assertThat(spec.hosts().nodeNames()).containsExactly("hs-vm-a");
  }

  @Test
  void anEmptyListIsLeftOutOfADocument() {
    HealthShareMirrorNetworkSpec spec =
        readSpec(
            """
            hosts: {nodeNames: [hs-vm-a]}
            """);

    assertThat(serialization.asYaml(spec))
        .doesNotContain("nodeSelector", "virtualMachines", "mirrors", "addresses");
  }

  @Test
  void aConditionIsWrittenAsKubernetesWritesIt() {
    Condition condition =
        Condition.of(
            ConditionType.Ready,
            ConditionStatus.False,
            3,
            Instant.parse("2026-01-01T00:00:00.5Z"),
            ConditionReason.RoutesPending,
            "for a test");
    MirrorHostRouteStatus status =
        new MirrorHostRouteStatus(3L, null, List.of(condition), List.of(), false, List.of(), null);

    assertThat(serialization.asJson(status))
        .isEqualTo(
            """
            {"observedGeneration":3,"conditions":[{"type":"Ready","status":"False",\
            "observedGeneration":3,"lastTransitionTime":"2026-01-01T00:00:00Z",\
            "reason":"RoutesPending","message":"for a test"}],"provenLocal":false}\
            """);
  }

  private HealthShareMirrorNetworkSpec readSpec(String yaml) {
    return serialization.unmarshal(yaml, HealthShareMirrorNetworkSpec.class);
  }

  private HealthShareMirrorNetwork readSample() throws IOException {
    String yaml = Files.readString(Path.of("../docs/samples/ucr-production.yaml"));
    return serialization.unmarshal(yaml, HealthShareMirrorNetwork.class);
  }
}
