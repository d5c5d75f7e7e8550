package io.mirrornet.lab.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.fabric.traffic.Banner;
import io.mirrornet.lab.local.Lab.Happening;
import io.mirrornet.net.Ipv4Address;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The report's form, and how its lines come about. */
class ReportTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void theFormIsTheOneThatWasPromised() throws IOException {
    Row row = new Row("hs-vm-a", "ilb-hs/registry", 1972, 20, 0, "", "");
    Report report =
        new Report(
            "pair",
            "v1.36.3",
            true,
            List.of(row),
            List.of(row),
            List.of(
                new Report.Disruption(
                    "hs-vm-b", "jane", "2026-03-01T12:00:00Z", null, 0, Map.of("REGISTRY", 1.5))),
            Map.of("roll", 12.3),
            new Report.Memory(180, List.of(70L, 71L)));

    JsonNode json = JsonMapper.builder().build().readTree(report.json());

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "scenario",
            "kubernetes",
            "succeeded",
            "before",
            "after",
            "disruptions",
            "seconds",
            "memory");
    assertThat(json.at("/before/0").fieldNames())
        .toIterable()
        .containsExactly("host", "frontend", "port", "attempts", "connected", "servedBy", "source");
    assertThat(json.at("/disruptions/0").fieldNames())
        .toIterable()
        .containsExactly(
            "host",
            "approvedBy",
            "deallocatedAt",
            "startedAt",
            "sessionsCut",
            "secondsWithoutPrimary");
    assertThat(json.at("/disruptions/0/secondsWithoutPrimary/REGISTRY").asDouble()).isEqualTo(1.5);
    assertThat(json.at("/memory/operator").asInt()).isEqualTo(180);
    assertThat(json.at("/memory/agents/1").asInt()).isEqualTo(71);
    assertThat(json.at("/seconds/roll").asDouble()).isEqualTo(12.3);
  }

  @Test
  void aRowCountsBannersAndNamesWhoAnswered() {
    Attempt answered =
        new Attempt.Connected(new Banner("hs-vm-b", "REGB", Ipv4Address.parse("10.2.1.14")));

    Row row =
        Row.of(
            "hs-vm-a",
            "ilb-hs/registry",
            1972,
            List.of(answered, answered, new Attempt.TimedOut()));

    assertThat(row)
        .isEqualTo(new Row("hs-vm-a", "ilb-hs/registry", 1972, 3, 2, "hs-vm-b/REGB", "10.2.1.14"));
    assertThat(row.works()).isFalse();
  }

  @Test
  void timeWithoutAPrimaryCountsForTheDisruptionThatItLedTo() {
    List<Happening> happenings =
        List.of(
            primary(10, Optional.empty()),
            primary(12, Optional.of("hs-vm-b")),
            new Happening.Deallocated(NOON.plusSeconds(30), "hs-vm-a", 0, List.of()),
            new Happening.Started(NOON.plusSeconds(60), "hs-vm-a", List.of()),
            primary(70, Optional.empty()),
            primary(75, Optional.of("hs-vm-a")),
            new Happening.Deallocated(NOON.plusSeconds(80), "hs-vm-b", 1, List.of()),
            new Happening.Started(NOON.plusSeconds(90), "hs-vm-b", List.of()));

    List<Report.Disruption> lines =
        new History(happenings, NOON, NOON.plusSeconds(100))
            .disruptions(
                List.of(disruption("hs-vm-a", "jane"), disruption("hs-vm-b", "joe")),
                _ -> List.of("REGISTRY"));

    assertThat(lines)
        .containsExactly(
            new Report.Disruption(
                "hs-vm-a",
                "jane",
                "2026-03-01T12:00:30Z",
                "2026-03-01T12:01:00Z",
                0,
                Map.of("REGISTRY", 2.0)),
            new Report.Disruption(
                "hs-vm-b",
                "joe",
                "2026-03-01T12:01:20Z",
                "2026-03-01T12:01:30Z",
                1,
                Map.of("REGISTRY", 5.0)));
  }

  private static Happening primary(int second, Optional<String> host) {
    return new Happening.PrimaryChanged(NOON.plusSeconds(second), "REGISTRY", host);
  }

  private static DisruptionView disruption(String host, String approver) {
    return new DisruptionView(
        "ucr-" + host + "-1",
        host,
        DisruptionPhase.Done,
        "",
        Optional.of(approver),
        List.of(),
        List.of("Deallocate Succeeded"));
  }
}
