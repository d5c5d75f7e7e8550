package io.mirrornet.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.mirrornet.api.Condition;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.ConditionType;
import io.mirrornet.api.MemberRole;
import io.mirrornet.api.MemberType;
import io.mirrornet.api.disruption.Baseline;
import io.mirrornet.api.disruption.Check;
import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.disruption.CheckResult;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.disruption.Step;
import io.mirrornet.api.disruption.StepName;
import io.mirrornet.api.disruption.StepOutcome;
import io.mirrornet.api.hostroute.DestinationStatus;
import io.mirrornet.api.hostroute.Evidence;
import io.mirrornet.api.hostroute.MemberEvidence;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.hostroute.MirrorRole;
import io.mirrornet.api.hostroute.PortEvidence;
import io.mirrornet.api.network.FrontendKind;
import io.mirrornet.api.network.FrontendState;
import io.mirrornet.api.network.FrontendStatus;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.api.network.HostPhase;
import io.mirrornet.api.network.HostStatus;
import io.mirrornet.api.network.OperatingSystem;
import io.mirrornet.api.network.PlanState;
import io.mirrornet.api.network.PlanStep;
import io.mirrornet.api.network.Summary;
import io.mirrornet.net.Ipv4Address;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What our programs write as status: taken in full by the schema, and read back as the same. */
@OnApiServer
class StatusIT {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");
  private static final Ipv4Address ADDRESS = Ipv4Address.parse("10.2.1.100");
  private static final Condition READY =
      Condition.of(
          ConditionType.Ready, ConditionStatus.True, 1, AT, ConditionReason.AsExpected, "all is");

  private final KubernetesSerialization serialization = new KubernetesSerialization();
  private final ApiClient client;

  StatusIT(ApiServer server) {
    this.client = server.administrator();
  }

  @Test
  void ofANetwork() {
    HealthShareMirrorNetworkStatus status =
        new HealthShareMirrorNetworkStatus(
            1L,
            List.of(READY),
            new Summary("1/1", 1, "1/1"),
            List.of(
                new FrontendStatus(
                    "ilb-hs/registry",
                    "/subscriptions/s",
                    ADDRESS,
                    List.of(1972),
                    FrontendKind.Mirror,
                    "REGISTRY",
                    FrontendState.BackendDown,
                    ConditionReason.BackendDown,
                    "no primary")),
            List.of(
                new HostStatus(
                    "hs-vm-a",
                    "22222222-2222-4222-8222-222222222222",
                    OperatingSystem.Linux,
                    "/subscriptions/s",
                    ADDRESS,
                    HostPhase.AttachPending,
                    ConditionReason.WaitingForApproval,
                    List.of(new HostStatus.Membership("REGISTRY", "REGA", MemberRole.Backup)),
                    "1/1",
                    "1/1",
                    true,
                    "a-disruption",
                    "approve it")),
            List.of(new PlanStep(PlanState.Waiting, "hs-vm-a", "attach", "an approval")));

    assertThat(writtenAndRead("healthsharemirrornetwork.yaml", status)).isEqualTo(status);
  }

  @Test
  void ofAHostRoute() {
    MirrorHostRouteStatus status =
        new MirrorHostRouteStatus(
            1L,
            "eth1",
            List.of(READY),
            List.of(
                new DestinationStatus(
                    ADDRESS,
                    false,
                    ConditionStatus.Unknown,
                    AT,
                    ConditionReason.SecondAddressRefused,
                    "open it")),
            true,
            List.of(new MirrorRole("REGISTRY", "REGA", MemberRole.Primary, AT)),
            new Evidence(
                "1",
                AT,
                List.of(
                    new MemberEvidence(
                        "REGISTRY",
                        "REGA",
                        MemberRole.Primary,
                        MemberType.Failover,
                        ConditionStatus.True,
                        ConditionStatus.Unknown,
                        0,
                        ConditionStatus.True,
                        "no metrics")),
                List.of(new PortEvidence(1972, true))));

    assertThat(writtenAndRead("mirrorhostroute.yaml", status)).isEqualTo(status);
  }

  @Test
  void ofADisruption() {
    HostDisruptionStatus status =
        new HostDisruptionStatus(
            1L,
            DisruptionPhase.Open,
            "is being emptied",
            List.of(new Check(CheckName.BackupActive, CheckResult.Pass, "REGB is Active", AT)),
            new Baseline(
                List.of(new Baseline.Role("REGISTRY", "REGA", MemberRole.Backup)),
                false,
                List.of(new Baseline.Interface("nic-1", true, "Detach")),
                "PowerState/running",
                List.of("InternalIP=10.2.1.4"),
                "44444444-4444-4444-8444-444444444444"),
            List.of(new Step(StepName.Cordon, AT, StepOutcome.Succeeded, "c", "done")));

    assertThat(writtenAndRead("hostdisruption.yaml", status)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /evidence/observedAt      | "2026-01-01T00:00:00,5Z"
          /evidence/observedAt      | "2026-01-01T00:00:00x5Z"
          /evidence/observedAt      | "2026-01-01T00:00:00+99:00"
          /destinations/0/address   | "registry"
          /destinations/0/address   | "10.2.1.256"
          /evidence/ports/0/port    | 4294967296
          /mirrors/0/role           | "King"
          """)
  void thatNoProgramOfOursCouldReadIsRefused(String at, String unreadable) {
    ObjectNode object = object("mirrorhostroute.yaml", "unreadable-" + UUID.randomUUID());
    Answer made = client.create(object);
    ObjectNode reported = Documents.at(object, made.resourceVersion());
    ObjectNode status =
        Documents.read(
            """
            destinations: [{address: 10.2.1.100, programmed: true, reachable: "True", since: "2026-01-01T00:00:00Z"}]
            mirrors: [{mirror: REGISTRY, instance: REGA, role: Primary, since: "2026-01-01T00:00:00Z"}]
            evidence: {nonce: "1", observedAt: "2026-01-01T00:00:00Z", ports: [{port: 1972, listening: true}]}
            """);
    reported.set("status", status);
    Answer readable = client.replaceStatus(reported);
    assertThat(readable.accepted()).as(readable.message()).isTrue();
    JsonPointer path = JsonPointer.compile(at);
    status
        .withObject(path.head())
        .set(path.last().getMatchingProperty(), Documents.value(unreadable));

    Answer answer = client.replaceStatus(Documents.at(reported, readable.resourceVersion()));

    assertThat(answer.status()).as(answer.message()).isEqualTo(422);
  }

  @Test
  void aChangeOfTheStatusIsNoChangeOfTheSpec() {
    ObjectNode object = object("mirrorhostroute.yaml", "generation");
    Answer made = client.create(object);
    ObjectNode reported = Documents.at(object, made.resourceVersion());
    reported.putObject("status").put("interfaceName", "eth1");
    reported.withObject("/spec").put("evidenceRequest", "ignored");

    Answer answer = client.replaceStatus(reported);

    assertThat(answer.body().at("/status/interfaceName").asText()).isEqualTo("eth1");
    assertThat(answer.body().at("/metadata/generation").asInt()).isEqualTo(1);
    assertThat(answer.body().at("/spec").has("evidenceRequest")).isFalse();
  }

  @Test
  void whoWritesASpecCannotWriteAStatus() {
    ObjectNode object = object("mirrorhostroute.yaml", "spec-only");
    object.putObject("status").put("interfaceName", "eth1");

    Answer made = client.create(object);

    assertThat(made.accepted()).as(made.message()).isTrue();
    assertThat(made.body().has("status")).isFalse();
  }

  @SuppressWarnings("unchecked") // the class of a value of type S is a Class<? extends S>
  private <S> S writtenAndRead(String file, S status) {
    ObjectNode object = object(file, "status");
    Answer made = client.create(object);
    assertThat(made.accepted()).as(made.message()).isTrue();
    ObjectNode reported = Documents.at(object, made.resourceVersion());
    reported.set("status", Documents.read(serialization.asJson(status)));

    Answer answer = client.replaceStatus(reported);

    assertThat(answer.accepted()).as(answer.message()).isTrue();
    return serialization.unmarshal(
        client.get(object).body().path("status").toString(), (Class<S>) status.getClass());
  }

  private static ObjectNode object(String file, String name) {
    return Documents.named((ObjectNode) Documents.resource(file).path("base"), "status-" + name);
  }
}
