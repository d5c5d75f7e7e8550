package io.mirrornet.api.crd;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.mirrornet.api.GoDuration;
import io.mirrornet.api.schema.DurationRange;
import io.mirrornet.api.schema.Format;
import io.mirrornet.api.schema.ListMapKeys;
import io.mirrornet.api.schema.RoutedTo;
import io.mirrornet.api.schema.UniqueItems;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.MacAddress;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What fabric8's generator cannot say of a record's schema: rules that follow from a value type,
 * list types, formats, and enums in the order of their meaning.
 */
final class SchemaRefinement {

  private final boolean validates;

  private SchemaRefinement(boolean validates) {
    this.validates = validates;
  }

  /** For what people and other programs write: every value is checked by the API server. */
  static SchemaRefinement ofInput() {
    return new SchemaRefinement(true);
  }

  /**
   * For what our own programs write from the same value types. The API server would count the cost
   * of a rule for lists without a limit; patterns cost nothing, and keep out what somebody else
   * writes there and none of our programs could read.
   */
  static SchemaRefinement ofOutput() {
    return new SchemaRefinement(false);
  }

  /** Completes the schema of a record and of all records in it. */
  void refine(JSONSchemaProps schema, Class<?> record) {
    distinct(schema);
    for (RecordComponent component : record.getRecordComponents()) {
      JSONSchemaProps property = property(schema, jsonName(component));
      if (component.getAccessor().getAnnotation(JsonPropertyDescription.class) == null) {
        throw new IllegalStateException(component + " of " + record + " is not described");
      }
      refineType(property, component.getGenericType());
      refineLists(property, component);
      if (validates) {
        refineRules(property, component);
      }
      distinct(property);
    }
  }

  /** The schema of a property, which is there for every record component. */
  static JSONSchemaProps property(JSONSchemaProps schema, String name) {
    return requireNonNull(schema.getProperties().get(name), name);
  }

  private void refineType(JSONSchemaProps schema, Type type) {
    if (type instanceof ParameterizedType container) {
      Type content =
          container.getActualTypeArguments()[container.getRawType() == Map.class ? 1 : 0];
      JSONSchemaProps items =
          container.getRawType() == Map.class
              ? schema.getAdditionalProperties().getSchema()
              : schema.getItems().getSchema();
      refineType(items, content);
    } else if (type instanceof Class<?> plain) {
      refineClass(schema, plain);
    }
  }

  private void refineClass(JSONSchemaProps schema, Class<?> type) {
    if (type == Ipv4Address.class) {
      refineValue(schema, ValueRules.IPV4, ValueRules.IPV4_PATTERN);
    } else if (type == MacAddress.class) {
      refineValue(schema, ValueRules.MAC, ValueRules.MAC_PATTERN);
    } else if (type == GoDuration.class) {
      refineValue(schema, ValueRules.DURATION, GoDuration.NOTATION);
    } else if (type == Instant.class) {
      // Of the format alone the API server takes times that no Java program can read.
      schema.setFormat("date-time");
      schema.setPattern(ValueRules.TIME_PATTERN);
    } else if (type == int.class || type == Integer.class) {
      schema.setFormat("int32");
    } else if (type == long.class || type == Long.class) {
      schema.setFormat("int64");
    } else if (type.isEnum()) {
      schema.setEnum(wordsOf(type));
    } else if (type.isRecord()) {
      refine(schema, type);
    }
  }

  private void refineValue(JSONSchemaProps schema, ValidationRule rule, String pattern) {
    schema.setMaxLength(ValueRules.MAX_LENGTH);
    if (validates) {
      schema.getXKubernetesValidations().addFirst(rule);
    } else {
      schema.setPattern(pattern);
    }
  }

  private static void refineLists(JSONSchemaProps property, RecordComponent component) {
    annotation(component, ListMapKeys.class)
        .ifPresent(keys -> {
          property.setXKubernetesListType("map");
          property.setXKubernetesListMapKeys(List.of(keys.value()));
        });
    annotation(component, UniqueItems.class)
        .ifPresent(unique -> property.setXKubernetesListType("set"));
    annotation(component, Format.class).ifPresent(format -> property.setFormat(format.value()));
  }

  private static void refineRules(JSONSchemaProps property, RecordComponent component) {
    List<ValidationRule> rules = property.getXKubernetesValidations();
    annotation(component, DurationRange.class)
        .ifPresent(range -> rules.add(ValueRules.durationWithin(range.min(), range.max())));
    annotation(component, RoutedTo.class)
        .ifPresent(routed ->
            rules.add(
                component.getType() == Map.class
                    ? ValueRules.EACH_OUTSIDE_PROTECTED_RANGES
                    : ValueRules.OUTSIDE_PROTECTED_RANGES));
  }

  /** The generator finds an annotation at a component's field and again at its accessor. */
  private static void distinct(JSONSchemaProps schema) {
    schema.setXKubernetesValidations(
        List.copyOf(new LinkedHashSet<>(schema.getXKubernetesValidations())));
  }

  private static List<JsonNode> wordsOf(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(word -> (JsonNode) TextNode.valueOf(((Enum<?>) word).name()))
        .toList();
  }

  private static String jsonName(RecordComponent component) {
    // JsonProperty has no RECORD_COMPONENT target; the compiler puts it upon the accessor.
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null ? component.getName() : property.value();
  }

  private static <A extends java.lang.annotation.Annotation> Optional<A> annotation(
      RecordComponent component, Class<A> type) {
    return Optional.ofNullable(component.getAnnotation(type));
  }
}
