package io.mirrornet.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody adds a rule to a schema without a document that it refuses. */
class EveryRuleHasACaseTest {

  @ParameterizedTest
  @MethodSource("messages")
  void eachRuleOfTheSchemasRefusesADocument(String message) {
    assertThat(SchemaCase.all())
        .anySatisfy(subject -> assertThat(message).contains(subject.saying()));
  }

  static List<String> messages() {
    List<String> messages = new ArrayList<>();
    for (String crd : Shipped.crds().split("\n---\n", -1)) {
      for (JsonNode rules : Documents.read(crd).findValues("x-kubernetes-validations")) {
        rules.forEach(rule -> messages.add(rule.path("message").asText()));
      }
    }
    return messages.stream().distinct().toList();
  }
}
