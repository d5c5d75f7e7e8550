package io.mirrornet.api.network;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.RoutedTo;
import io.mirrornet.net.Ipv4Address;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the second interfaces are made. */
@ApiObject
public record SecondaryInterface(
    @JsonPropertyDescription(
            "The Azure resource id of the interfaces' subnet, in the hosts' virtual network."
                + " Default: the subnet of each host's primary interface. Cannot be changed.")
        @Size(min = 1, max = 512)
        @ValidationRule(
            value =
                "self.matches('(?i)^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft[.]Network/virtualNetworks/[^/]+/subnets/[^/]+$')",
            message =
                "must be the id of a subnet:"
                    + " /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.Network/virtualNetworks/<network>/subnets/<name>;"
                    + " az network vnet subnet show -g <group> --vnet-name <network> -n <name>"
                    + " --query id -o tsv prints it")
        @Nullable String subnetId,
    @JsonPropertyDescription(
            "A host's second address, by node name, where it is to be a certain one; it becomes"
                + " static. Default: Azure chooses. An address cannot be changed once it is set."
                + " Example: {hs-vm-a: 10.0.0.11, hs-vm-b: 10.0.0.21}.")
        @Size(max = 100)
        @RoutedTo
        @ValidationRule(
            value = "self.all(a, self.all(b, a == b || self[a] != self[b]))",
            message = "two hosts cannot have one address: each value may stand once")
        Map<String, Ipv4Address> addresses,
    @JsonPropertyDescription(
            "Tags for the interfaces in Azure, beside those by which the operator knows its own."
                + " Example: {cost-center: \"42\"}.")
        @Size(max = 40)
        @ValidationRule(
            value =
                "self.all(name, name.size() <= 512 && !name.matches('[<>%&?/\\\\\\\\]') &&"
                    + " !name.lowerAscii().startsWith('mirrornet'))",
            message =
                "a tag's name has at most 512 characters, none of < > % & ? / \\, and does not"
                    + " begin with mirrornet, which is how the operator's own begin")
        Map<String, @Size(max = 256) String> tags) {

  /** In the primary's subnet, with an address that Azure chooses. */
  public static final SecondaryInterface LIKE_PRIMARY =
      new SecondaryInterface(null, Map.of(), Map.of());

  /** Absent maps are empty. */
  public SecondaryInterface {
    addresses = Map.copyOf(requireNonNullElse(addresses, Map.of()));
    tags = Map.copyOf(requireNonNullElse(tags, Map.of()));
  }
}
