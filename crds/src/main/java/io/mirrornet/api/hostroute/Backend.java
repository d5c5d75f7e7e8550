package io.mirrornet.api.hostroute;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.MacAddress;

/** An address of the node that pools hold. */
@ApiObject
public record Backend(
    @JsonPropertyDescription("The MAC address of the interface. Example: 00:0d:3a:34:16:07.")
        @Required
        MacAddress mac,
    @JsonPropertyDescription("The address that the load balancers deliver to. Example: 10.2.1.4.")
        @Required
        Ipv4Address address,
    @JsonPropertyDescription("The gateway of its subnet. Example: 10.2.1.1.") @Required
        Ipv4Address gateway) {}
