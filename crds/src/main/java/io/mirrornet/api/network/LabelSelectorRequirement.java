package io.mirrornet.api.network;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.schema.ApiObject;
import java.util.List;
import java.util.Map;

/** One condition on an object's labels (metav1.LabelSelectorRequirement). */
@ApiObject
@ValidationRule(
    value = "(self.operator in ['In', 'NotIn']) == (has(self.values) && self.values.size() > 0)",
    message = "In and NotIn need values; Exists and DoesNotExist take none")
public record LabelSelectorRequirement(
    @JsonPropertyDescription("The label's key, such as healthshare.example/tier.")
        @Required
        @Size(min = 1, max = 317)
        String key,
    @JsonPropertyDescription(
            "In: the label has one of the values. NotIn: it has none of them, or is absent."
                + " Exists: the label is there. DoesNotExist: it is not.")
        @Required
        Operator operator,
    @JsonPropertyDescription("The values of In and NotIn.") @Size(max = 20)
        List<@Size(max = 63) String> values) {

  /** How a label is compared. */
  public enum Operator {
    /** One of the values. */
    In,
    /** None of the values, or no such label. */
    NotIn,
    /** Any value. */
    Exists,
    /** No such label. */
    DoesNotExist
  }

  /** Absent values are none. */
  public LabelSelectorRequirement {
    values = List.copyOf(requireNonNullElse(values, List.of()));
  }

  /** Whether an object with these labels meets the condition. */
  public boolean matches(Map<String, String> labels) {
    String value = labels.get(key);
    return switch (operator) {
      case In -> value != null && values.contains(value);
      case NotIn -> value == null || !values.contains(value);
      case Exists -> value != null;
      case DoesNotExist -> value == null;
    };
  }
}
