package io.mirrornet.e2e.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Something that the API server must refuse, and the nearest thing that it must accept.
 *
 * @param name what the invalid document is
 * @param before the object that exists, for rules about changes
 * @param phase what the existing object's status says
 * @param refused the invalid document
 * @param at the field that the answer must name
 * @param saying words that the answer must have
 * @param accepted the valid neighbour
 */
record SchemaCase(
    String name,
    Optional<ObjectNode> before,
    Optional<String> phase,
    ObjectNode refused,
    Optional<String> at,
    String saying,
    ObjectNode accepted) {

  private static final List<String> FILES =
      List.of("healthsharemirrornetwork.yaml", "mirrorhostroute.yaml", "hostdisruption.yaml");

  /** The cases of all kinds. */
  static Stream<SchemaCase> all() {
    return FILES.stream().flatMap(SchemaCase::of);
  }

  private static Stream<SchemaCase> of(String file) {
    JsonNode content = Documents.resource(file);
    ObjectNode base = (ObjectNode) content.path("base");
    return StreamSupport.stream(content.path("cases").spliterator(), false)
        .map(entry -> of(base, entry));
  }

  private static SchemaCase of(ObjectNode base, JsonNode entry) {
    Optional<ObjectNode> before =
        Optional.ofNullable(entry.get("before")).map(patch -> Documents.withSpec(base, patch));
    ObjectNode subject = before.orElse(base);
    return new SchemaCase(
        base.path("kind").asText() + ": " + entry.path("name").asText(),
        before,
        Optional.ofNullable(entry.get("phase")).map(JsonNode::asText),
        Documents.withSpec(subject, entry.path("refused")),
        Optional.ofNullable(entry.get("at")).map(JsonNode::asText),
        entry.path("saying").asText(),
        Documents.withSpec(subject, entry.path("accepted")));
  }

  @Override
  public String toString() {
    return name;
  }
}
