package io.mirrornet.lab.fabric.hairpin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mirrornet.lab.namespace.NetworkNamespace;
import java.util.List;
import java.util.stream.StreamSupport;

/** A guest's policy rules, as {@code ip -d -j rule} shows them, in their order. */
final class Rules {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Rules() {}

  /**
   * One rule, as far as tests look.
   *
   * @param preference its number
   * @param table the name or number of the table, empty for a rule without
   * @param protocol who made it
   */
  record Rule(int preference, String table, String protocol) {
    boolean isLocal() {
      return table.equals("local");
    }

    boolean isKernels() {
      return protocol.equals("kernel");
    }
  }

  static List<Rule> of(NetworkNamespace guest) {
    String json = guest.exec("ip", "-d", "-j", "rule");
    try {
      return StreamSupport.stream(JSON.readTree(json).spliterator(), false)
          .map(Rules::rule)
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("ip printed no JSON: " + json, e);
    }
  }

  /** What a network manager does at a reconfiguration that removes all rules but the kernel's. */
  static void removeForeign(NetworkNamespace guest) {
    of(guest).stream()
        .filter(rule -> !rule.isKernels())
        .forEach(rule ->
            guest.ip("rule del pref %d proto %s".formatted(rule.preference(), rule.protocol())));
  }

  private static Rule rule(JsonNode rule) {
    return new Rule(
        rule.path("priority").asInt(),
        rule.path("table").asText(""),
        rule.path("protocol").asText(""));
  }
}
