package io.mirrornet.api.network;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.ListMapKeys;
import io.mirrornet.api.schema.UniqueItems;
import java.util.List;

/**
 * Where to search for frontends beside the hosts' own resource groups, and what to make of them.
 */
@ApiObject
public record LoadBalancers(
    @JsonPropertyDescription(
            "Azure resource ids of further load balancers, such as one in the resource group of a"
                + " hub. The operator's identity must be allowed to read them.")
        @Size(max = 50)
        @UniqueItems
        @ValidationRule(
            value =
                "self.all(id,"
                    + " id.matches('(?i)^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft[.]Network/loadBalancers/[^/]+$'))",
            message =
                "each must be the id of a load balancer:"
                    + " /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.Network/loadBalancers/<name>;"
                    + " az network lb show -g <group> -n <name> --query id -o tsv prints it")
        List<@Size(min = 1, max = 512) String> include,
    @JsonPropertyDescription(
            "What single frontends are, where their health probe does not tell or something else is"
                + " wished.")
        @Size(max = 200)
        @ListMapKeys("name")
        List<Frontend> frontends,
    @JsonPropertyDescription(
            "Addresses that get a route though no load balancer was found that has them, such as"
                + " one in a subscription that the operator may not read.")
        @Size(max = 100)
        @ListMapKeys("address")
        List<AdditionalAddress> additionalAddresses) {

  /** Whatever is found. */
  public static final LoadBalancers DISCOVERED = new LoadBalancers(List.of(), List.of(), List.of());

  /** Absent lists are empty. */
  public LoadBalancers {
    include = List.copyOf(requireNonNullElse(include, List.of()));
    frontends = List.copyOf(requireNonNullElse(frontends, List.of()));
    additionalAddresses = List.copyOf(requireNonNullElse(additionalAddresses, List.of()));
  }
}
