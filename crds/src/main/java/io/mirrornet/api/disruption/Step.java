package io.mirrornet.api.disruption;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.mirrornet.api.schema.ApiObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that was done, or is about to be done. */
@ApiObject
public record Step(
    @JsonPropertyDescription("What.") @Required StepName name,
    @JsonPropertyDescription("When this entry was written.")
        @Required
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Instant at,
    @JsonPropertyDescription(
            "Intended: about to be done; written before the call, so that whoever goes on after a"
                + " crash knows that it may have happened. Started: Azure took it. Succeeded or"
                + " Failed: the end of it.")
        @Required
        StepOutcome outcome,
    @JsonPropertyDescription("Azure's x-ms-correlation-request-id, to find it in the activity log.")
        @Nullable String correlationId,
    @JsonPropertyDescription("What is worth knowing of it, such as an error's code.")
        @Nullable String message) {}
