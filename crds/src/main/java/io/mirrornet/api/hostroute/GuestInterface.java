package io.mirrornet.api.hostroute;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import io.mirrornet.net.MacAddress;

/** The second interface, as the guest is to find it. */
@ApiObject
@ValidationRule(
    value = "self.address != self.gateway",
    message = "must be another address than the interface's own",
    fieldPath = ".gateway")
public record GuestInterface(
    @JsonPropertyDescription(
            "The MAC address by which the guest's device is found, in the kernel's spelling."
                + " Example: 00:0d:3a:34:16:08.")
        @Required
        MacAddress mac,
    @JsonPropertyDescription("The interface's IPv4 address. Example: 10.2.1.15.") @Required
        Ipv4Address address,
    @JsonPropertyDescription("The length of the subnet's prefix, 2 to 30. Example: 24.")
        @Required
        @Min(2)
        @Max(30)
        int prefixLength,
    @JsonPropertyDescription("The subnet's gateway, its first address. Example: 10.2.1.1.")
        @Required
        Ipv4Address gateway) {

  /** The interface's subnet. */
  public Ipv4Prefix subnet() {
    return Ipv4Prefix.containing(address, prefixLength);
  }
}
