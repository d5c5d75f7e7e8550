package io.mirrornet.api.network;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.net.Ipv4Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found of a frontend. */
@ApiObject
public record FrontendStatus(
    @JsonPropertyDescription(
            "<load balancer>/<frontend>, or the address itself where it was declared in"
                + " additionalAddresses.")
        @Required
        String name,
    @JsonPropertyDescription(
            "The Azure resource id of the frontend; absent for a declared address.")
        @Nullable String id,
    @JsonPropertyDescription("The virtual IP that the hosts call.") @Required Ipv4Address address,
    @JsonPropertyDescription("The TCP ports that are probed. None: routed, not verified.")
        List<Integer> ports,
    @JsonPropertyDescription(
            "What stands behind it, by its health probe or by the spec. Absent: nobody could tell.")
        @Nullable FrontendKind kind,
    @JsonPropertyDescription("The declared mirror that it belongs to.") @Nullable String mirror,
    @JsonPropertyDescription(
            "Routed: each host has a route to it, and connections prove it. RoutedNotVerified: a"
                + " route, but no port that may be probed. BackendDown: a route, and no healthy"
                + " backend that could answer. Skipped: no route, see reason.")
        @Required
        FrontendState state,
    @JsonPropertyDescription("Why it is in this state, in a word such as FloatingIp.")
        @Nullable ConditionReason reason,
    @JsonPropertyDescription("The same in a sentence, with the next step where there is one.")
        @Nullable String message) {

  /** Absent ports are none. */
  public FrontendStatus {
    ports = List.copyOf(requireNonNullElse(ports, List.of()));
  }
}
