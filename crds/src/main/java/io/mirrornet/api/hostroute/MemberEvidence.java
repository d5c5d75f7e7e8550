package io.mirrornet.api.hostroute;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.MemberRole;
import io.mirrornet.api.MemberType;
import io.mirrornet.api.schema.ApiObject;
import org.jspecify.annotations.Nullable;

/** An instance as it was seen. */
@ApiObject
public record MemberEvidence(
    @JsonPropertyDescription("The mirror's name.") @Required String mirror,
    @JsonPropertyDescription("The instance's name.") @Required String instance,
    @JsonPropertyDescription("Its role; Unknown is no backup.") @Required MemberRole role,
    @JsonPropertyDescription("What it was configured to be: a failover member or an async one.")
        @Required
        MemberType type,
    @JsonPropertyDescription(
            "Whether its mirror_status page called it primary (200). Unknown: none is declared, or"
                + " it did not answer.")
        @Required
        ConditionStatus statusPage,
    @JsonPropertyDescription(
            "Whether it could take over, by iris_mirror_failover_ready. Unknown: no metrics.")
        @Required
        ConditionStatus failoverReady,
    @JsonPropertyDescription(
            "Databases of the mirror that it lacks, by iris_mirror_missing_databases. Absent: no"
                + " metrics.")
        @Nullable Integer missingDatabases,
    @JsonPropertyDescription(
            "Whether the arbiter took a connection from this node. Unknown: none is declared.")
        @Required
        ConditionStatus arbiterReachable,
    @JsonPropertyDescription("What went wrong while looking. Absent: nothing.")
        @Nullable String message) {}
