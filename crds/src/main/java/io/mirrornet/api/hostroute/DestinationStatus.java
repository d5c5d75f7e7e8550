package io.mirrornet.api.hostroute;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.net.Ipv4Address;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a destination. */
@ApiObject
public record DestinationStatus(
    @JsonPropertyDescription("The virtual IP.") @Required Ipv4Address address,
    @JsonPropertyDescription(
            "Whether its route stands in the kernel. False with the reason SecondAddressRefused: it"
                + " is withheld, because calls from the second address would fail where those from"
                + " the first succeed.")
        @Required
        boolean programmed,
    @JsonPropertyDescription(
            "Whether each of its ports took a connection. Unknown: it has none that may be probed,"
                + " or it was not tried yet.")
        @Required
        ConditionStatus reachable,
    @JsonPropertyDescription("When programmed or reachable last changed.")
        @Required
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Instant since,
    @JsonPropertyDescription("Why it is not programmed or not reachable, in a word.")
        @Nullable ConditionReason reason,
    @JsonPropertyDescription(
            "The last error of the kernel or of a connection, with what to do. Absent: none.")
        @Nullable String lastError) {}
