package io.mirrornet.lab.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.disruption.CheckResult;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.StepName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A HostDisruption as {@code kubectl get -o json} shows it.
 *
 * @param approvedBy empty: nobody has approved yet
 * @param checks empty until the operator has looked
 * @param steps as {@code name outcome}
 */
record DisruptionView(
    String name,
    String host,
    DisruptionPhase phase,
    String message,
    Optional<String> approvedBy,
    List<Check> checks,
    List<String> steps) {

  DisruptionView {
    checks = List.copyOf(checks);
    steps = List.copyOf(steps);
  }

  /** A check and what came of it. */
  record Check(CheckName name, CheckResult result, String message) {}

  /** Reads it; empty as long as the operator has given it no phase. */
  static Optional<DisruptionView> read(JsonNode object) {
    JsonNode status = object.path("status");
    return constant(DisruptionPhase.values(), status.path("phase"))
        .map(phase ->
            new DisruptionView(
                object.path("metadata").path("name").asText(),
                object.path("spec").path("host").asText(),
                phase,
                status.path("message").asText(""),
                Optional.of(object.path("spec").path("approval").path("by").asText(""))
                    .filter(by -> !by.isEmpty()),
                status.path("checks").valueStream().flatMap(DisruptionView::check).toList(),
                status
                    .path("steps")
                    .valueStream()
                    .map(step -> step.path("name").asText() + " " + step.path("outcome").asText())
                    .toList()));
  }

  /** Whether the check failed. */
  boolean fails(CheckName name) {
    return checks.stream()
        .anyMatch(check -> check.name() == name && check.result() == CheckResult.Fail);
  }

  /** Whether everything was looked at and nothing failed but what comes after the approval. */
  boolean mayGoOn() {
    return !checks.isEmpty()
        && checks.stream()
            .filter(check -> check.name() != CheckName.InstancesStopped)
            .noneMatch(check -> check.result() == CheckResult.Fail);
  }

  /** What nobody could tell, without what comes after the approval. */
  List<Check> unknown() {
    return checks.stream()
        .filter(check -> check.result() == CheckResult.Unknown)
        .filter(check -> check.name() != CheckName.InstancesStopped)
        .toList();
  }

  /** Whether anything of the step is recorded. */
  boolean has(StepName step) {
    return steps.stream().anyMatch(line -> line.startsWith(step + " "));
  }

  private static Stream<Check> check(JsonNode check) {
    return constant(CheckName.values(), check.path("name"))
        .flatMap(name ->
            constant(CheckResult.values(), check.path("result"))
                .map(result -> new Check(name, result, check.path("message").asText(""))))
        .stream();
  }

  private static <E extends Enum<E>> Optional<E> constant(E[] values, JsonNode text) {
    return Arrays.stream(values).filter(value -> value.name().equals(text.asText(""))).findFirst();
  }
}
