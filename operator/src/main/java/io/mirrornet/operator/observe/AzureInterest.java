package io.mirrornet.operator.observe;

import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.azure.ResourceId;
import java.util.Set;

/**
 * What a look at Azure has to show.
 *
 * @param groups whose VMs, NICs and load balancers are listed
 * @param virtualMachines read one by one if no list showed them
 * @param loadBalancers read one by one if no list showed them
 * @param subnets that networks name; those of NICs are read anyway
 * @param powerOf VMs whose power state matters now
 */
public record AzureInterest(
    Set<ResourceGroup> groups,
    Set<ResourceId> virtualMachines,
    Set<ResourceId> loadBalancers,
    Set<ResourceId> subnets,
    Set<ResourceId> powerOf) {

  public AzureInterest {
    groups = Set.copyOf(groups);
    virtualMachines = Set.copyOf(virtualMachines);
    loadBalancers = Set.copyOf(loadBalancers);
    subnets = Set.copyOf(subnets);
    powerOf = Set.copyOf(powerOf);
  }
}
