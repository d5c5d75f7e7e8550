package io.mirrornet.api.network;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.schema.ApiObject;
import java.util.List;
import java.util.Map;

/** A selector of Kubernetes objects by their labels (metav1.LabelSelector), never empty. */
@ApiObject
@ValidationRule(
    value =
        "(has(self.matchLabels) && self.matchLabels.size() > 0) || (has(self.matchExpressions) &&"
            + " self.matchExpressions.size() > 0)",
    message =
        "an empty selector would take every node of the cluster; name at least one label, such as"
            + " matchLabels: {healthshare.example/tier: ucr}")
public record LabelSelector(
    @JsonPropertyDescription(
            "Labels that a node must have with exactly these values. All of them, and all of"
                + " matchExpressions, must hold.")
        @Size(max = 20)
        Map<String, @Size(max = 63) String> matchLabels,
    @JsonPropertyDescription("Conditions on a node's labels, of which each must hold.")
        @Size(max = 20)
        List<LabelSelectorRequirement> matchExpressions) {

  /** Absent parts are empty. */
  public LabelSelector {
    matchLabels = Map.copyOf(requireNonNullElse(matchLabels, Map.of()));
    matchExpressions = List.copyOf(requireNonNullElse(matchExpressions, List.of()));
  }

  /** Whether an object with these labels is selected. */
  public boolean matches(Map<String, String> labels) {
    return labels.entrySet().containsAll(matchLabels.entrySet())
        && matchExpressions.stream().allMatch(requirement -> requirement.matches(labels));
  }
}
