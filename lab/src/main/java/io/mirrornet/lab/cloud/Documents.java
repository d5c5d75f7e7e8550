package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** How this package makes and reads JSON documents of ARM. */
final class Documents {

  private Documents() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** {@code {"id": id}}: how ARM refers to another resource. */
  static ObjectNode reference(String id) {
    return object().put("id", id);
  }

  static ObjectNode references(Iterable<String> ids, String array, ObjectNode into) {
    ArrayNode list = into.putArray(array);
    ids.forEach(id -> list.add(reference(id)));
    return into;
  }

  /** {@code {"value": [...]}}: how ARM answers with a list. */
  static ObjectNode list(Iterable<? extends JsonNode> items) {
    ObjectNode list = object();
    ArrayNode value = list.putArray("value");
    items.forEach(value::add);
    return list;
  }

  /** The text at a path of field names; empty where there is none. */
  static String text(JsonNode node, String... path) {
    JsonNode at = node;
    for (String name : path) {
      at = at.path(name);
    }
    return at.asText("");
  }

  /** The object below a name, made if it is not there. */
  static ObjectNode child(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode there ? there : parent.putObject(name);
  }

  static ObjectNode properties(ObjectNode resource) {
    return child(resource, "properties");
  }

  /** The objects of an array; none where there is no array. */
  static Stream<ObjectNode> objects(JsonNode array) {
    return array.valueStream().filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  /** The {@code id} of each object of an array. */
  static List<String> ids(JsonNode array) {
    return objects(array).map(item -> text(item, "id")).filter(id -> !id.isEmpty()).toList();
  }

  /** Copies the fields that the client gave and that this document does not have yet. */
  static void adopt(ObjectNode into, ObjectNode from, List<String> fields) {
    for (String field : fields) {
      JsonNode value = from.get(field);
      if (value != null && !value.isNull()) {
        into.set(field, value.deepCopy());
      }
    }
  }
}
