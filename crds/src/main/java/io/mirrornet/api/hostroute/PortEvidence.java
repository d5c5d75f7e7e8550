package io.mirrornet.api.hostroute;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.mirrornet.api.schema.ApiObject;

/** Whether something listens on a port of the node. */
@ApiObject
public record PortEvidence(
    @JsonPropertyDescription("The TCP port.") @Required int port,
    @JsonPropertyDescription("Whether a socket of the node listens on it, by the kernel's tables.")
        @Required
        boolean listening) {}
