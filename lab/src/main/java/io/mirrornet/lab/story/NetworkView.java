package io.mirrornet.lab.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A HealthShareMirrorNetwork as {@code kubectl get -o json} shows it.
 *
 * @param current whether the status speaks of the newest spec
 * @param plan what comes next, in its order
 */
record NetworkView(
    boolean current, List<Condition> conditions, List<Host> hosts, List<Planned> plan) {

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

  /** A step of the plan. */
  record Planned(String state, String host, String action, String waitsFor) {

    /** Without what it waits for. */
    String what() {
      return "%s %s: %s".formatted(state, host, action);
    }

    @Override
    public String toString() {
      return waitsFor.isEmpty() ? what() : what() + "; " + waitsFor;
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
        status
            .path("plan")
            .valueStream()
            .map(step ->
                new Planned(
                    text(step, "state"),
                    text(step, "host"),
                    text(step, "action"),
                    text(step, "waitsFor")))
            .toList());
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

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }
}
