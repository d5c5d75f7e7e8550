package io.mirrornet.operator.plan.survey;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.azure.FrontendName;
import io.mirrornet.operator.model.azure.Inventory;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.plan.discovery.Frontend;
import io.mirrornet.operator.plan.discovery.Frontend.Kind;
import io.mirrornet.operator.plan.discovery.FrontendDiscovery;
import io.mirrornet.operator.plan.discovery.FrontendRules;
import io.mirrornet.operator.plan.host.Host;
import io.mirrornet.operator.plan.host.HostAssessment;
import io.mirrornet.operator.plan.host.Verdict;
import io.mirrornet.operator.plan.identity.Identification;
import io.mirrornet.operator.plan.identity.Identity;
import io.mirrornet.operator.plan.provision.Provisioning;
import io.mirrornet.operator.plan.route.HostRouteName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the survey of a fleet. */
public final class Surveyor {

  private final Fleet fleet;
  private final HostAssessment assessment;
  private final Map<String, String> owners = new HashMap<>();
  private final boolean isAsBefore;

  private Surveyor(Fleet fleet) {
    this.fleet = fleet;
    this.assessment = new HostAssessment(fleet.azure(), fleet.cluster().nodes().values());
    this.isAsBefore = fleet.azureBefore().filter(before -> isSame(before, fleet)).isPresent();
  }

  /** The survey of everything that the fleet shows. */
  public static Survey survey(Fleet fleet) {
    Surveyor surveyor = new Surveyor(fleet);
    List<NetworkSurvey> networks = new ArrayList<>();
    fleet.cluster().networks().stream()
        .sorted(
            Comparator.comparing(
                    (ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> n) ->
                        n.metadata().createdAt())
                .thenComparing(n -> n.metadata().uid()))
        .forEach(network -> networks.add(surveyor.survey(network)));
    return new Survey(fleet, nodes(fleet, networks), networks);
  }

  /** The survey of a fleet in which nobody looks at networks. */
  public static Survey withoutNetworks(Fleet fleet) {
    return new Survey(fleet, Map.of(), List.of());
  }

  private static Map<ResourceId, String> nodes(Fleet fleet, List<NetworkSurvey> networks) {
    Map<ResourceId, String> names = new HashMap<>();
    Identification identification =
        new Identification(fleet.azure().virtualMachines(), fleet.cluster().nodes().values());
    for (Node node : fleet.cluster().nodes().values()) {
      if (identification.of(node, Optional.empty()) instanceof Identity.Proven(var vm)) {
        names.put(vm.id(), node.name());
      }
    }
    networks.stream()
        .flatMap(network -> network.hosts().stream())
        .flatMap(surveyed -> surveyed.host().stream())
        .forEach(host -> names.put(host.virtualMachine().id(), host.name()));
    return names;
  }

  private NetworkSurvey survey(
      ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> network) {
    Provisioning provisioning = new Provisioning(fleet, network.metadata(), network.spec());
    List<SurveyedHost> hosts = new ArrayList<>();
    for (String name : HostSelection.of(network.spec().hosts(), fleet.cluster().nodes())) {
      Verdict verdict = verdict(network, name);
      hosts.add(
          new SurveyedHost(
              verdict,
              host(verdict).map(provisioning::of),
              host(verdict)
                  .flatMap(host ->
                      fleet
                          .cluster()
                          .hostRoute(
                              HostRouteName.of(network.key(), host.name(), host.node().uid())))));
    }
    List<VirtualMachine> machines =
        hosts.stream().flatMap(h -> h.host().stream()).map(Host::virtualMachine).toList();
    FrontendRules rules = rules(network.spec(), fleet.cluster().serviceAddresses());
    FrontendRules rulesBefore = rules(network.spec(), fleet.servicesBefore());
    AzureScope scope = AzureScope.of(network.spec(), hosts, fleet.cluster(), fleet.azure());
    List<Frontend> frontends = frontends(fleet.azure(), scope, machines, rules);
    return new NetworkSurvey(
        network,
        hosts,
        frontends,
        fleet
            .azureBefore()
            .filter(before -> scope.unreadIn(before).isEmpty())
            .map(before ->
                rules.equals(rulesBefore) && isAsBefore
                    ? frontends
                    : frontends(before, scope, machines, rulesBefore)),
        scope.unreadIn(fleet.azure()),
        ClusterAddresses.of(fleet).among(network.spec().loadBalancers().additionalAddresses()),
        ClusterAddresses.seenTwice(fleet)
            .among(network.spec().loadBalancers().additionalAddresses())
            .keySet());
  }

  /** Whether a look before showed what frontends are made from just as the newest one does. */
  private static boolean isSame(Inventory before, Fleet fleet) {
    return before.loadBalancers().equals(fleet.azure().loadBalancers())
        && before.nics().equals(fleet.azure().nics());
  }

  private Verdict verdict(
      ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> network,
      String name) {
    Optional<Node> node = fleet.cluster().node(name);
    if (node.isEmpty()) {
      return new Verdict.Refused(
          name,
          ConditionReason.HostNotFound,
          "no node is called %s; correct spec.hosts.nodeNames, or let the node join"
              .formatted(name));
    }
    String key = network.key().toString();
    String owner = owners.computeIfAbsent(name, _ -> key);
    if (!owner.equals(key)) {
      return new Verdict.Refused(
          name,
          ConditionReason.HostOfAnotherNetwork,
          "%s is a host of the older network %s; remove it from one of the two"
              .formatted(name, owner));
    }
    return assessment.of(
        node.get(),
        Optional.ofNullable(network.spec().hosts().virtualMachines().get(name))
            .flatMap(ResourceId::tryParse));
  }

  private static Optional<Host> host(Verdict verdict) {
    return verdict instanceof Verdict.Accepted(var host) ? Optional.of(host) : Optional.empty();
  }

  private static List<Frontend> frontends(
      Inventory azure, AzureScope scope, List<VirtualMachine> machines, FrontendRules rules) {
    return new FrontendDiscovery(machines, azure.nics(), rules).in(scope.loadBalancers(azure));
  }

  private FrontendRules rules(HealthShareMirrorNetworkSpec spec, Set<Ipv4Address> services) {
    Map<FrontendName, Kind> declared = new HashMap<>();
    Set<FrontendName> ignored = new HashSet<>();
    for (var frontend : spec.loadBalancers().frontends()) {
      FrontendName.tryParse(frontend.name())
          .ifPresent(name -> {
            switch (frontend.kind()) {
              case Mirror -> declared.put(name, Kind.MIRROR);
              case ActiveActive -> declared.put(name, Kind.ACTIVE_ACTIVE);
              case Ignore -> ignored.add(name);
            }
          });
    }
    return new FrontendRules(declared, ignored, services, fleet.cluster().apiServerAddresses());
  }
}
