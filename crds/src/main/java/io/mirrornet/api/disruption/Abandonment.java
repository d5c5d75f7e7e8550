package io.mirrornet.api.disruption;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.mirrornet.api.schema.ApiObject;

/** Who took a host out of the operator's hands, and why. */
@ApiObject
public record Abandonment(
    @JsonPropertyDescription(
            "Who takes the host over: the user name by which the API server knows the one who"
                + " writes this, as kubectl auth whoami prints it. Another name is refused.")
        @Required
        @Size(min = 1, max = 256)
        String by,
    @JsonPropertyDescription("Why, for those who read this later.")
        @Required
        @Size(min = 1, max = 1024)
        String reason) {}
