package io.mirrornet.api.network;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.mirrornet.api.schema.ApiObject;

/** The figures of a network at a glance. */
@ApiObject
public record Summary(
    @JsonPropertyDescription("Hosts that are ready of all hosts, such as 2/2.") @Required
        String hosts,
    @JsonPropertyDescription("Frontends that get a route.") @Required int frontends,
    @JsonPropertyDescription(
            "Connections that were made of those to be made, host by frontend, such as 4/4.")
        @Required
        String reachable) {}
