package io.mirrornet.lab.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A HealthShareMirrorNetwork as {@code kubectl get -o json} shows it.
 *
 * @param current whether the status speaks of the newest spec
 * @param plan its lines, as people read them
 */
record NetworkView(
    boolean current, List<Condition> conditions, List<Host> hosts, List<String> plan) {

  NetworkView {
    conditions = List.copyOf(conditions);
    hosts = List.copyOf(hosts);
    plan = List.copyOf(plan);
  }

  /** Nothing has been said yet. */
  static final NetworkView NOTHING = new NetworkView(false, List.of(), List.of(), List.of());

  /** A condition. */
  record Condition(String type, String status, String reason, String message) {}

  /** How far a host has come. */
  record Host(String node, String phase, String reason, String message) {

    boolean isReady() {
      return phase.equals("Ready");
    }

    boolean isRefused() {
      return phase.equals("Refused");
    }

    /** Whether it waits for that, in the operator's word. */
    boolean waitsFor(String what) {
      return reason.equals(what);
    }
  }

  static NetworkView read(JsonNode object) {
    JsonNode status = object.path("status");
    return new NetworkView(
        status.path("observedGeneration").asLong(0)
            >= object.path("metadata").path("generation").asLong(1),
        status
            .path("conditions")
            .valueStream()
            .map(condition ->
                new Condition(
                    text(condition, "type"),
                    text(condition, "status"),
                    text(condition, "reason"),
                    text(condition, "message")))
            .toList(),
        status
            .path("hosts")
            .valueStream()
            .map(host ->
                new Host(
                    text(host, "node"),
                    text(host, "phase"),
                    text(host, "reason"),
                    text(host, "message")))
            .toList(),
        status.path("plan").valueStream().map(NetworkView::line).toList());
  }

  Optional<Condition> condition(String type) {
    return conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  Optional<Host> host(String node) {
    return hosts.stream().filter(host -> host.node().equals(node)).findFirst();
  }

  /** Whether the condition Ready is True, of the newest spec. */
  boolean isReady() {
    return current && condition("Ready").filter(ready -> ready.status().equals("True")).isPresent();
  }

  /** Whether the condition Ready has one of these reasons, of the newest spec. */
  boolean says(List<String> reasons) {
    return current
        && condition("Ready").filter(ready -> reasons.contains(ready.reason())).isPresent();
  }

  private static String line(JsonNode step) {
    String line =
        "%s %s: %s".formatted(text(step, "state"), text(step, "host"), text(step, "action"));
    return step.hasNonNull("waitsFor") ? line + "; waits for: " + text(step, "waitsFor") : line;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }
}
