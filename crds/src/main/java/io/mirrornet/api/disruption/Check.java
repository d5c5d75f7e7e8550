package io.mirrornet.api.disruption;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.mirrornet.api.schema.ApiObject;
import java.time.Instant;

/** A check and what came of it. */
@ApiObject
public record Check(
    @JsonPropertyDescription(
            "Which check; docs/checks.md tells what each means and its remedy. The name to put into"
                + " spec.approval.acknowledge.")
        @Required
        CheckName name,
    @JsonPropertyDescription(
            "Pass, Fail, which blocks, or Unknown, which blocks unless the approval acknowledges"
                + " it.")
        @Required
        CheckResult result,
    @JsonPropertyDescription("What was seen, and the remedy.") @Required String message,
    @JsonPropertyDescription("When the evidence was gathered.")
        @Required
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Instant observedAt) {}
