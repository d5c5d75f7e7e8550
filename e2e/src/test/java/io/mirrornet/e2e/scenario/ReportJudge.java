package io.mirrornet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mirrornet.e2e.scenario.ScenarioFile.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the report of a story has to say, judged from the scenario alone. */
final class ReportJudge {

  private static final int ATTEMPTS = 20;

  /** MiB; the goals of resident memory. */
  private static final int OPERATOR = 256;

  private static final int AGENT = 96;

  private ReportJudge() {}

  static void cameTrue(LabRun run, ScenarioFile scenario) {
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.report().path("succeeded").asBoolean()).isTrue();
    failsExactlyWhereCallerAndPrimaryShareAMachine(run.report().path("before"), scenario);
    eachCallArrivesFromTheSecondAddress(run.report().path("after"), scenario);
    eachHostWasDownOnceAndAlone(run.report().path("disruptions"), scenario);
    staysWithinItsMemory(run.report().path("memory"), scenario.hosts().size());
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          assertThat(Machine.processesWith(run.mark())).isEmpty();
          assertThat(Machine.abandonedGroups()).isEmpty();
        });
  }

  private static void failsExactlyWhereCallerAndPrimaryShareAMachine(
      JsonNode before, ScenarioFile scenario) {
    assertThat(before).hasSize(scenario.calls().size());
    for (Call call : scenario.calls()) {
      JsonNode row = row(before, call);
      assertThat(row.path("attempts").asInt()).as("%s", row).isGreaterThanOrEqualTo(ATTEMPTS);
      assertThat(row.path("connected").asInt())
          .as("before: %s", row)
          .isEqualTo(call.hairpin() ? 0 : row.path("attempts").asInt());
    }
  }

  private static void eachCallArrivesFromTheSecondAddress(JsonNode after, ScenarioFile scenario) {
    assertThat(after).hasSize(scenario.calls().size());
    for (Call call : scenario.calls()) {
      JsonNode row = row(after, call);
      assertThat(row.path("attempts").asInt()).as("%s", row).isGreaterThanOrEqualTo(ATTEMPTS);
      assertThat(row.path("connected").asInt())
          .as("after: %s", row)
          .isEqualTo(row.path("attempts").asInt());
      assertThat(row.path("servedBy").asText()).as("%s", row).contains("/");
      assertThat(row.path("source").asText())
          .as("%s", row)
          .isNotEmpty()
          .isNotEqualTo(scenario.address(call.host()));
    }
  }

  private static void eachHostWasDownOnceAndAlone(JsonNode disruptions, ScenarioFile scenario) {
    List<JsonNode> all = new ArrayList<>();
    disruptions.forEach(all::add);
    all.sort(Comparator.comparing(each -> each.path("deallocatedAt").asText()));
    assertThat(all)
        .extracting(each -> each.path("host").asText())
        .containsExactlyInAnyOrderElementsOf(scenario.hosts());
    Instant up = Instant.MIN;
    for (JsonNode disruption : all) {
      assertThat(disruption.path("approvedBy").asText()).as("%s", disruption).isEqualTo("jane");
      assertThat(disruption.path("sessionsCut").asInt(-1)).as("%s", disruption).isZero();
      assertThat(Instant.parse(disruption.path("deallocatedAt").asText()))
          .as("while another host was down: %s", disruption)
          .isAfter(up);
      up = Instant.parse(disruption.path("startedAt").asText());
    }
  }

  private static void staysWithinItsMemory(JsonNode memory, int hosts) {
    assertThat(memory.path("operator").asInt()).as("%s", memory).isBetween(1, OPERATOR);
    assertThat(memory.path("agents")).as("%s", memory).hasSize(hosts);
    memory
        .path("agents")
        .forEach(agent -> assertThat(agent.asInt()).as("%s", memory).isBetween(1, AGENT));
  }

  private static JsonNode row(JsonNode rows, Call call) {
    for (JsonNode row : rows) {
      if (row.path("host").asText().equals(call.host())
          && row.path("frontend").asText().equals(call.frontend())
          && row.path("port").asInt() == call.port()) {
        return row;
      }
    }
    throw new AssertionError("no row for %s in %s".formatted(call, rows));
  }
}
