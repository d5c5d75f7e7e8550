package io.mirrornet.operator.observe;

import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.azure.ResourceId;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a look at Azure has to show.
 *
 * @param groups whose VMs, NICs and load balancers are listed
 * @param virtualMachines read one by one if no list showed them
 * @param loadBalancers read one by one if no list showed them
 * @param subnets that networks name; those of NICs are read anyway
 * @param powerOf VMs whose power state matters now
 * @param permissionsOn what a disruption has to have rights on
 */
public record AzureInterest(
    Set<ResourceGroup> groups,
    Set<ResourceId> virtualMachines,
    Set<ResourceId> loadBalancers,
    Set<ResourceId> subnets,
    Set<ResourceId> powerOf,
    Set<ResourceId> permissionsOn) {

  public AzureInterest {
    groups = sorted(groups);
    virtualMachines = sorted(virtualMachines);
    loadBalancers = sorted(loadBalancers);
    subnets = sorted(subnets);
    powerOf = sorted(powerOf);
    permissionsOn = sorted(permissionsOn);
  }

  /** So that the same interest makes the same requests in the same order, in each process. */
  private static <T extends Comparable<T>> Set<T> sorted(Set<T> set) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(set));
  }
}
