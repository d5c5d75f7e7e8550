package io.mirrornet.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One mapping of a scenario file. Each field is asked for by its name; others are refused. */
final class Fields {

  private final String file;
  private final String path;
  private final ObjectNode node;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(String file, String path, ObjectNode node) {
    this.file = file;
    this.path = path;
    this.node = node;
  }

  /** Reads the mapping at {@code path}, and refuses fields that the reader did not ask for. */
  static <T> T read(String file, String path, JsonNode node, Function<Fields, T> reader) {
    if (!(node instanceof ObjectNode object)) {
      throw new InvalidScenarioException(
          file, path, "is no mapping", "write it as {key: value, ...}");
    }
    Fields fields = new Fields(file, path, object);
    T value = reader.apply(fields);
    fields.refuseOthers();
    return value;
  }

  /** A text that must be there. A number stands for its digits. */
  String text(String name) {
    return optionalText(name).orElseThrow(() -> invalid(name, "is missing", "add it"));
  }

  /** A text that may be there. */
  Optional<String> optionalText(String name) {
    return value(name)
        .map(value -> {
          if (!value.isTextual() && !value.isIntegralNumber()) {
            throw invalid(name, "is no text", "write one word");
          }
          if (value.asText().isBlank()) {
            throw invalid(name, "is empty", "write one word, or leave the field out");
          }
          return value.asText();
        });
  }

  /** A text that another type can read. */
  <T> T parsed(String name, Function<String, Optional<T>> parser, String expected) {
    return parse(name, text(name), parser, expected);
  }

  /** A text that another type can read, if it is there. */
  <T> Optional<T> optionalParsed(
      String name, Function<String, Optional<T>> parser, String expected) {
    return optionalText(name).map(text -> parse(name, text, parser, expected));
  }

  /** One of the names of an enum, as they are written there. */
  <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    return optionalParsed(
            name,
            text ->
                Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(text))
                    .findFirst(),
            "one of " + String.join(", ", names))
        .orElse(otherwise);
  }

  /** {@code true} or {@code false}. */
  boolean flag(String name, boolean otherwise) {
    return value(name)
        .map(value -> {
          if (!value.isBoolean()) {
            throw invalid(name, "is neither true nor false", "write true or false");
          }
          return value.asBoolean();
        })
        .orElse(otherwise);
  }

  /** A whole number in a range. */
  int number(String name, int least, int most, int otherwise) {
    return value(name).map(value -> whole(name, value, least, most)).orElse(otherwise);
  }

  /** A list of whole numbers in a range, at least one. */
  List<Integer> numbers(String name, int least, int most) {
    List<JsonNode> values = list(name);
    return filled(
        name,
        IntStream.range(0, values.size())
            .mapToObj(i -> whole("%s[%d]".formatted(name, i), values.get(i), least, most))
            .toList());
  }

  /** A list of texts, at least one. */
  List<String> texts(String name) {
    List<JsonNode> values = list(name);
    return filled(
        name,
        values.stream()
            .map(value -> {
              if (!value.isTextual()) {
                throw invalid(name, "holds something that is no text", "write a list of names");
              }
              return value.asText();
            })
            .toList());
  }

  /** A list of mappings; empty if it is not there. */
  <T> List<T> each(String name, Function<Fields, T> reader) {
    List<JsonNode> values = list(name);
    return IntStream.range(0, values.size())
        .mapToObj(i -> read(file, "%s[%d]".formatted(at(name), i), values.get(i), reader))
        .toList();
  }

  /** As {@link #each}, with at least one. */
  <T> List<T> some(String name, Function<Fields, T> reader) {
    return filled(name, each(name, reader));
  }

  /** A mapping, if it is there. */
  <T> Optional<T> mapping(String name, Function<Fields, T> reader) {
    return value(name).map(value -> read(file, at(name), value, reader));
  }

  /** A mapping whose fields are somebody else's business; empty if it is not there. */
  ObjectNode anything(String name) {
    JsonNode value = value(name).orElseGet(JsonNodeFactory.instance::objectNode);
    if (!(value instanceof ObjectNode object)) {
      throw invalid(name, "is no mapping", "write it as {key: value, ...}");
    }
    return object;
  }

  InvalidScenarioException invalid(String name, String problem, String remedy) {
    return new InvalidScenarioException(file, at(name), problem, remedy);
  }

  private <T> T parse(
      String name, String text, Function<String, Optional<T>> parser, String expected) {
    return parser
        .apply(text)
        .orElseThrow(
            () -> invalid(name, "\"%s\" does not fit".formatted(text), "write " + expected));
  }

  private int whole(String name, JsonNode value, int least, int most) {
    boolean fits =
        value.isIntegralNumber()
            && value.canConvertToInt()
            && value.asInt() >= least
            && value.asInt() <= most;
    if (!fits) {
      throw invalid(
          name,
          "%s does not fit".formatted(value),
          "write a whole number from %d to %d".formatted(least, most));
    }
    return value.asInt();
  }

  private List<JsonNode> list(String name) {
    Optional<JsonNode> value = value(name);
    if (value.filter(node -> !node.isArray()).isPresent()) {
      throw invalid(name, "is no list", "write it as [ ... ]");
    }
    return value.map(JsonNode::valueStream).orElseGet(Stream::empty).toList();
  }

  private <T> List<T> filled(String name, List<T> values) {
    if (values.isEmpty()) {
      throw invalid(name, "is missing or empty", "name at least one");
    }
    return values;
  }

  private Optional<JsonNode> value(String name) {
    known.add(name);
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private void refuseOthers() {
    node.propertyStream()
        .map(Map.Entry::getKey)
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw invalid(
              name,
              "is not known",
              "what may stand here: " + known.stream().sorted().collect(Collectors.joining(", ")));
        });
  }
}
