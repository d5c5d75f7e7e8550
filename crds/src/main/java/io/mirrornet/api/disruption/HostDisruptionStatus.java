package io.mirrornet.api.disruption;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.ListMapKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far an attempt has come, and all that happened; written by the operator alone. */
@ApiObject
@JsonClassDescription(
    "How far the attempt has come and what was seen and done. Written by the operator alone.")
public record HostDisruptionStatus(
    @JsonPropertyDescription("The metadata.generation of the spec that this speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Proposed: waits for an approval. Approved: waits for its turn, for the checks or for"
                + " notBefore. Open: the host is being emptied, down or coming back. Restoring:"
                + " something went wrong, and the host is brought back as it was. Done: it is back"
                + " with its interface. Failed: it is over without success. Withdrawn: what would"
                + " be done has changed; nothing was done.")
        @Required
        DisruptionPhase phase,
    @JsonPropertyDescription(
            "What is waited for now, with the next step; once it is over, how it ended. What was"
                + " done stands in steps.")
        @Nullable String message,
    @JsonPropertyDescription("What was looked at before the host may be taken down.")
        @ListMapKeys("name")
        List<Check> checks,
    @JsonPropertyDescription(
            "How everything was before the attempt was opened; what it is brought back to.")
        @Nullable Baseline baseline,
    @JsonPropertyDescription("What was done, in order. Never shortened or changed.")
        List<Step> steps) {

  /** Absent lists are empty. */
  public HostDisruptionStatus {
    checks = List.copyOf(requireNonNullElse(checks, List.of()));
    steps = List.copyOf(requireNonNullElse(steps, List.of()));
  }
}
