package io.mirrornet.e2e.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Documents of the API as trees. */
final class Documents {

  private static final YAMLMapper YAML = new YAMLMapper();

  private Documents() {}

  static ObjectNode read(String yaml) {
    return (ObjectNode) value(yaml);
  }

  /** Any value: a number, a text in quotes, a list, an object. */
  static JsonNode value(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not YAML: " + yaml, e);
    }
  }

  /** A resource of this package as a tree. */
  static JsonNode resource(String name) {
    return read(text(name));
  }

  /** A resource of this package as it is. */
  static String text(String name) {
    try (InputStream file = Documents.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document with the patch of its spec applied (JSON merge patch, RFC 7396). */
  static ObjectNode withSpec(ObjectNode document, JsonNode patch) {
    ObjectNode patched = document.deepCopy();
    patched.set("spec", merged(document.path("spec"), patch));
    return patched;
  }

  /** The document under another name. */
  static ObjectNode named(ObjectNode document, String name) {
    ObjectNode renamed = document.deepCopy();
    renamed.withObject("/metadata").put("name", name);
    return renamed;
  }

  /** The document with that resource version, as an update needs it. */
  static ObjectNode at(ObjectNode document, String resourceVersion) {
    ObjectNode versioned = document.deepCopy();
    versioned.withObject("/metadata").put("resourceVersion", resourceVersion);
    return versioned;
  }

  private static JsonNode merged(JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode fields)) {
      return patch;
    }
    ObjectNode result =
        target instanceof ObjectNode object ? object.deepCopy() : YAML.createObjectNode();
    for (var field : fields.properties()) {
      if (field.getValue().isNull()) {
        result.remove(field.getKey());
      } else {
        result.set(field.getKey(), merged(result.path(field.getKey()), field.getValue()));
      }
    }
    return result;
  }
}
