package io.mirrornet.api.hostroute;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.mirrornet.api.MemberRole;
import io.mirrornet.api.schema.ApiObject;
import java.time.Instant;

/** The role of an instance, as last seen. */
@ApiObject
public record MirrorRole(
    @JsonPropertyDescription("The mirror's name.") @Required String mirror,
    @JsonPropertyDescription("The instance's name.") @Required String instance,
    @JsonPropertyDescription("Its role; Unknown is no backup.") @Required MemberRole role,
    @JsonPropertyDescription("When it was first seen in this role.")
        @Required
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Instant since) {}
