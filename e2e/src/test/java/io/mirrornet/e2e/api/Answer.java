package io.mirrornet.e2e.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the API server answered.
 *
 * @param status of HTTP
 * @param body the object, or a Status that says why not
 * @param warnings that a person would be shown
 */
record Answer(int status, JsonNode body, List<String> warnings) {

  /** A reason for a refusal: a field, and what is wrong with it. */
  record Cause(String field, String message) {}

  boolean accepted() {
    return status / 100 == 2;
  }

  /** The whole sentence of a refusal. */
  String message() {
    return body.path("message").asText();
  }

  /** What is wrong, field by field. */
  List<Cause> causes() {
    return stream(body.at("/details/causes"))
        .map(cause -> new Cause(cause.path("field").asText(), cause.path("message").asText()))
        .toList();
  }

  String resourceVersion() {
    return body.at("/metadata/resourceVersion").asText();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
