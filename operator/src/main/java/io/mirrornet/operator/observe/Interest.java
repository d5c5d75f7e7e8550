package io.mirrornet.operator.observe;

import io.mirrornet.api.hostroute.Destination;
import io.mirrornet.operator.model.Installation;
import io.mirrornet.operator.model.azure.FrontendName;
import io.mirrornet.operator.model.azure.ProviderId;
import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.cluster.ClusterView;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of Azure matters to what the cluster shows. */
final class Interest {

  private Interest() {}

  static AzureInterest of(ClusterView cluster, Installation installation) {
    Set<ResourceId> disrupted = disrupted(cluster);
    Set<ResourceId> named = named(cluster);
    if (cluster.networks().isEmpty() && disrupted.isEmpty()) {
      return new AzureInterest(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    }
    Set<ResourceGroup> groups =
        Stream.of(disrupted.stream(), named.stream(), provided(cluster))
            .flatMap(ids -> ids)
            .map(ResourceId::resourceGroup)
            .collect(Collectors.toSet());
    groups.addAll(installation.resourceGroups());
    Set<ResourceId> machines = new HashSet<>(disrupted);
    machines.addAll(named);
    return new AzureInterest(
        groups,
        machines,
        loadBalancers(cluster, groups),
        subnets(cluster),
        powerOf(cluster, disrupted, named),
        permissionsOn(cluster));
  }

  /** The VMs with a disruption that is not over, and the NICs that they are to have. */
  private static Set<ResourceId> permissionsOn(ClusterView cluster) {
    return cluster.disruptions().stream()
        .filter(record -> !record.status().phase().isFinal())
        .map(record -> record.spec())
        .flatMap(
            spec -> Stream.concat(Stream.of(spec.virtualMachine()), spec.change().after().stream()))
        .flatMap(id -> ResourceId.tryParse(id).stream())
        .collect(Collectors.toSet());
  }

  /** VMs with a disruption that is not over. */
  private static Set<ResourceId> disrupted(ClusterView cluster) {
    return cluster.disruptions().stream()
        .filter(record -> !record.status().phase().isFinal())
        .flatMap(record -> ResourceId.tryParse(record.spec().virtualMachine()).stream())
        .collect(Collectors.toSet());
  }

  /** With a slot that nobody gives back any host may be down: all are asked for. */
  private static Set<ResourceId> powerOf(
      ClusterView cluster, Set<ResourceId> disrupted, Set<ResourceId> named) {
    return cluster.slot().holder().filter(cluster::isNoDisruption).isPresent()
        ? Stream.of(disrupted.stream(), named.stream(), provided(cluster))
            .flatMap(ids -> ids)
            .collect(Collectors.toSet())
        : disrupted;
  }

  /** VMs that networks name. */
  private static Set<ResourceId> named(ClusterView cluster) {
    return cluster.networks().stream()
        .flatMap(network -> network.spec().hosts().virtualMachines().values().stream())
        .flatMap(id -> ResourceId.tryParse(id).stream())
        .collect(Collectors.toSet());
  }

  private static Set<ResourceId> subnets(ClusterView cluster) {
    return cluster.networks().stream()
        .flatMap(
            network -> Optional.ofNullable(network.spec().secondaryInterface().subnetId()).stream())
        .flatMap(id -> ResourceId.tryParse(id).stream())
        .collect(Collectors.toSet());
  }

  private static Stream<ResourceId> provided(ClusterView cluster) {
    return cluster.nodes().values().stream()
        .flatMap(node -> node.providerId().stream())
        .flatMap(id -> ProviderId.virtualMachine(id).stream());
  }

  /**
   * Those that networks name, and those that routes lead to: a list that suddenly does not show one
   * is not believed before it was asked for by name.
   */
  private static Set<ResourceId> loadBalancers(ClusterView cluster, Set<ResourceGroup> groups) {
    Stream<ResourceId> included =
        cluster.networks().stream()
            .flatMap(network -> network.spec().loadBalancers().include().stream())
            .flatMap(id -> ResourceId.tryParse(id).stream());
    Stream<ResourceId> routed =
        cluster.hostRoutes().stream()
            .flatMap(route -> route.spec().destinations().stream())
            .map(Destination::frontend)
            .distinct()
            .map(FrontendName::tryParse)
            .flatMap(Optional::stream)
            .flatMap(name ->
                groups.stream()
                    .map(group ->
                        ResourceId.of(
                            group, "Microsoft.Network/loadBalancers", name.loadBalancer())));
    return Stream.concat(included, routed).collect(Collectors.toSet());
  }
}
