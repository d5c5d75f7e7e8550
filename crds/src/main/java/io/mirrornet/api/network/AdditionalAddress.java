package io.mirrornet.api.network;

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

/** A virtual address that is declared because it cannot be discovered. */
@ApiObject
public record AdditionalAddress(
    @JsonPropertyDescription(
            "The IPv4 address that the hosts call, not a name and not a range. Example: 10.0.2.50.")
        @Required
        @RoutedTo
        Ipv4Address address,
    @JsonPropertyDescription(
            "TCP ports to which each host connects to prove that the address is reachable. Each"
                + " connection is closed without a byte sent; name no port whose listener would"
                + " mind. Without any: routed, not verified. Example: [1972].")
        @Size(max = 16)
        @UniqueItems
        List<@Min(1) @Max(65535) Integer> ports) {

  /** Absent ports are none. */
  public AdditionalAddress {
    ports = List.copyOf(requireNonNullElse(ports, List.of()));
  }
}
