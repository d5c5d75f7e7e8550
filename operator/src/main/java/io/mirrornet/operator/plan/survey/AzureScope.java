package io.mirrornet.operator.plan.survey;

import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.operator.model.azure.Inventory;
import io.mirrornet.operator.model.azure.LoadBalancer;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.NicReference;
import io.mirrornet.operator.model.azure.ProviderId;
import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.Unread;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.cluster.ClusterView;
import io.mirrornet.operator.model.cluster.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The part of Azure that matters to one network: the resource groups of its hosts, of their NICs
 * and subnets, and of the load balancers that it includes. What cannot be read elsewhere is no
 * concern of it.
 *
 * @param groups the resource groups
 * @param everything whether a host may be anywhere, since nothing leads to its VM
 */
record AzureScope(Set<ResourceGroup> groups, boolean everything) {

  AzureScope {
    groups = Set.copyOf(groups);
  }

  static AzureScope of(
      HealthShareMirrorNetworkSpec spec,
      List<SurveyedHost> hosts,
      ClusterView cluster,
      Inventory azure) {
    Set<ResourceGroup> groups = new HashSet<>();
    named(spec).map(ResourceId::resourceGroup).forEach(groups::add);
    boolean everything = false;
    for (SurveyedHost host : hosts) {
      Optional<ResourceId> vm =
          host.host()
              .map(found -> found.virtualMachine().id())
              .or(() -> cluster.node(host.name()).flatMap(node -> leadsTo(spec, node)));
      vm.map(ResourceId::resourceGroup).ifPresent(groups::add);
      vm.flatMap(azure::virtualMachine).ifPresent(found -> follow(found, azure, groups));
      everything |= vm.isEmpty() && cluster.node(host.name()).isPresent();
    }
    return new AzureScope(groups, everything);
  }

  /** What of it a look could not read. */
  SortedMap<String, Unread> unreadIn(Inventory look) {
    return everything ? new TreeMap<>(look.unread()) : look.unreadIn(groups);
  }

  /** The load balancers in it. */
  List<LoadBalancer> loadBalancers(Inventory look) {
    return look.loadBalancers().values().stream()
        .filter(found -> everything || groups.contains(found.id().resourceGroup()))
        .toList();
  }

  private static Stream<ResourceId> named(HealthShareMirrorNetworkSpec spec) {
    return Stream.concat(
            spec.loadBalancers().include().stream(),
            Optional.ofNullable(spec.secondaryInterface().subnetId()).stream())
        .flatMap(id -> ResourceId.tryParse(id).stream());
  }

  private static Optional<ResourceId> leadsTo(HealthShareMirrorNetworkSpec spec, Node node) {
    return Optional.ofNullable(spec.hosts().virtualMachines().get(node.name()))
        .flatMap(ResourceId::tryParse)
        .or(() -> node.providerId().flatMap(ProviderId::virtualMachine));
  }

  private static void follow(VirtualMachine vm, Inventory azure, Set<ResourceGroup> groups) {
    for (NicReference reference : vm.nics()) {
      groups.add(reference.id().resourceGroup());
      azure.nic(reference.id()).ifPresent(nic -> follow(nic, groups));
    }
  }

  private static void follow(NetworkInterface nic, Set<ResourceGroup> groups) {
    nic.ipConfigurations()
        .forEach(configuration -> {
          groups.add(configuration.subnet().resourceGroup());
          configuration.publicAddress().map(ResourceId::resourceGroup).ifPresent(groups::add);
        });
  }
}
