package io.mirrornet.api.hostroute;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.mirrornet.api.Arbiter;
import io.mirrornet.api.MemberEndpoint;
import io.mirrornet.api.schema.ApiObject;
import org.jspecify.annotations.Nullable;

/** How to learn the role of an instance on this node. */
@ApiObject
public record MemberProbe(
    @JsonPropertyDescription("The mirror's name.") @Required @Size(min = 1, max = 63) String mirror,
    @JsonPropertyDescription("The instance's name.") @Required @Size(min = 1, max = 63)
        String instance,
    @JsonPropertyDescription(
            "The superserver's TCP port; nothing listens on it when the instance is stopped.")
        @Required
        @Min(1)
        @Max(65535)
        int superserverPort,
    @JsonPropertyDescription("The instance's mirror_status.cxw.") @Nullable MemberEndpoint status,
    @JsonPropertyDescription("The instance's metrics page.") @Nullable MemberEndpoint metrics,
    @JsonPropertyDescription("The mirror's arbiter, to be connected to from this node.")
        @Nullable Arbiter arbiter) {}
