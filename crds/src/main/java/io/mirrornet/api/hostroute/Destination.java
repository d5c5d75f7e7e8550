package io.mirrornet.api.hostroute;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.RoutedTo;
import io.mirrornet.api.schema.UniqueItems;
import io.mirrornet.net.Ipv4Address;
import java.util.List;

/** A virtual IP. */
@ApiObject
public record Destination(
    @JsonPropertyDescription(
            "The virtual IP, outside the ranges that no route may lead to. Example: 10.2.1.100.")
        @Required
        @RoutedTo
        Ipv4Address address,
    @JsonPropertyDescription(
            "TCP ports to which the agent connects to prove that it is reachable. None: routed, not"
                + " verified. Example: [1972].")
        @Size(max = 16)
        @UniqueItems
        List<@Min(1) @Max(65535) Integer> ports,
    @JsonPropertyDescription("The frontend's name, for messages. Example: ilb-hs/registry.")
        @Required
        @Size(min = 1, max = 161)
        String frontend) {

  /** Absent ports are none. */
  public Destination {
    ports = List.copyOf(requireNonNullElse(ports, List.of()));
  }
}
