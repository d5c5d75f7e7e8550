package io.mirrornet.operator.simulation;

import io.mirrornet.api.Arbiter;
import io.mirrornet.api.MemberEndpoint;
import io.mirrornet.api.network.AdditionalAddress;
import io.mirrornet.api.network.Drain;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.Hosts;
import io.mirrornet.api.network.LabelSelector;
import io.mirrornet.api.network.LoadBalancers;
import io.mirrornet.api.network.Maintenance;
import io.mirrornet.api.network.Mirror;
import io.mirrornet.api.network.Mode;
import io.mirrornet.api.network.SecondaryInterface;
import io.mirrornet.api.network.StartedBy;
import io.mirrornet.api.network.StoppedBy;
import io.mirrornet.api.network.Verification;
import io.mirrornet.lab.cloud.Cloud;
import io.mirrornet.lab.cloud.Elsewhere;
import io.mirrornet.lab.cloud.LoadBalancerBuilder;
import io.mirrornet.lab.cloud.Machine;
import io.mirrornet.lab.cloud.VirtualMachineBuilder;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.simulation.Blueprint.Flaw;
import io.mirrornet.operator.simulation.Blueprint.FrontendPlan;
import io.mirrornet.operator.simulation.Blueprint.HostPlan;
import io.mirrornet.operator.simulation.Blueprint.MemberPlan;
import io.mirrornet.operator.simulation.Blueprint.MirrorPlan;
import io.mirrornet.operator.simulation.Blueprint.NetworkPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Builds what a blueprint says: VMs, load balancers, nodes and the specs of networks. */
final class Site {

  static final String NAMESPACE = "healthshare";
  static final String LABEL = "healthshare.example/network";
  static final String OPERATOR_NODE = "op-node";

  private final Blueprint plan;
  private final Elsewhere world;
  private final Map<String, Machine> machines = new LinkedHashMap<>();

  Site(Blueprint plan, Cloud cloud) {
    this.plan = plan;
    this.world = cloud.elsewhere();
  }

  /** Makes everything that is in Azure. */
  void build() {
    world.resourceGroup("rg-hs");
    world.resourceGroup("rg-hs2");
    world.subnet("hs", "10.2.1.0/24");
    world.subnet("app", "10.2.2.0/24");
    world.size("Standard_One", OptionalInt.of(1));
    plan.hosts().forEach(host -> machines.put(host.name(), build(host)));
    plan.frontends().stream()
        .map(FrontendPlan::loadBalancer)
        .distinct()
        .forEach(name -> build(name, plan.frontends()));
  }

  private Machine build(HostPlan host) {
    VirtualMachineBuilder builder =
        world
            .virtualMachine(host.name())
            .resourceGroup(host.group())
            .subnet(host.subnet())
            .address(host.address())
            .deleteOption(host.deleteOption())
            .tag("owner", "others");
    host.secondNic().ifPresent(builder::secondNic);
    switch (host.flaw()) {
      case EPHEMERAL_DISK -> builder.ephemeralDisk();
      case ONE_INTERFACE_ONLY ->
          builder.size(host.secondNic().isPresent() ? "Standard_A2" : "Standard_One");
      case DYNAMIC_PUBLIC_ADDRESS -> builder.dynamicPublicAddress();
      case WINDOWS -> builder.osType("Windows");
      case FULL_SUBNET -> fill(host);
      case NONE, CONTROL_PLANE, NOT_A_VIRTUAL_MACHINE -> {}
    }
    return builder.create();
  }

  /**
   * A subnet of eight addresses, of which Azure keeps five: this host's and two others are in it.
   */
  private void fill(HostPlan host) {
    int base = Integer.parseInt(host.address().substring("10.2.9.".length())) - 4;
    String subnet = world.subnet(host.subnet(), "10.2.9." + base + "/29");
    for (int i = 5; i < 7; i++) {
      world.networkInterface(
          "rg-hs", host.name() + "-other" + i, subnet, Optional.of("10.2.9." + (base + i)));
    }
  }

  void build(String loadBalancer, List<FrontendPlan> frontends) {
    LoadBalancerBuilder builder = world.loadBalancer(loadBalancer).resourceGroup("rg-hs");
    frontends.stream()
        .filter(frontend -> frontend.loadBalancer().equals(loadBalancer))
        .forEach(frontend ->
            builder.frontend(
                new LoadBalancerBuilder.Frontend(
                    frontend.name(),
                    frontend.address(),
                    "hs",
                    List.of(frontend.port()),
                    frontend.backends(),
                    frontend.pool(),
                    frontend.mirror()
                        ? new LoadBalancerBuilder.Probe(
                            "Http", 52773, Optional.of("/csp/bin/mirror_status.cxw"))
                        : new LoadBalancerBuilder.Probe("Tcp", 8080, Optional.empty()),
                    false)));
    builder.create();
  }

  Machine machine(String host) {
    return Optional.ofNullable(machines.get(host)).orElseThrow();
  }

  String machineId(String host) {
    return machine(host).id().toString();
  }

  /** The node of a host, as its kubelet registers it. */
  Node node(HostPlan host, String uid, String bootId) {
    Map<String, String> labels = new TreeMap<>();
    plan.networks().stream()
        .filter(network -> network.hosts().contains(host.name()))
        .findFirst()
        .ifPresent(network -> labels.put(LABEL, network.name()));
    if (host.flaw() == Flaw.CONTROL_PLANE) {
      labels.put("node-role.kubernetes.io/control-plane", "");
    }
    return new Node(
        host.name(),
        uid,
        host.providerId() ? Optional.of("azure://" + machineId(host.name())) : Optional.empty(),
        Optional.of(
            host.flaw() == Flaw.NOT_A_VIRTUAL_MACHINE
                ? "11111111-2222-3333-4444-555555555555"
                : machine(host.name()).vmId()),
        Optional.of(bootId),
        true,
        host.cordoned(),
        labels,
        Map.of(),
        List.of(Ipv4Address.parse(host.address())),
        "");
  }

  /** The operator's own node, which is no host. */
  static Node operatorNode() {
    return new Node(
        OPERATOR_NODE,
        "uid-operator",
        Optional.empty(),
        Optional.of("99999999-2222-3333-4444-555555555555"),
        Optional.of("boot"),
        true,
        false,
        Map.of(),
        Map.of(),
        List.of(Ipv4Address.parse("10.2.1.250")),
        "");
  }

  static ObjectKey key(NetworkPlan network) {
    return new ObjectKey(NAMESPACE, network.name());
  }

  /** What a person writes for a network. */
  HealthShareMirrorNetworkSpec spec(NetworkPlan network) {
    int index = plan.networks().indexOf(network);
    Map<String, String> named = new TreeMap<>();
    for (String host : network.hosts()) {
      // Nodes without a providerID are found by their UUID only where a list shows their VM.
      if (!plan.host(host).providerId()) {
        named.put(host, machineId(host));
      }
    }
    return new HealthShareMirrorNetworkSpec(
        new Hosts(
            network.bySelector()
                ? new LabelSelector(Map.of(LABEL, network.name()), List.of())
                : null,
            network.bySelector() ? List.of() : network.hosts(),
            network.bySelector() ? Map.of() : named),
        new LoadBalancers(
            areFoundByThemselves(network) ? List.of() : loadBalancerIds(),
            List.of(),
            network.additional().stream()
                .map(address -> new AdditionalAddress(Ipv4Address.parse(address), List.of()))
                .toList()),
        plan.mirrors().stream()
            .filter(mirror -> mirror.network() == index && mirror.declared())
            .map(Site::declaration)
            .toList(),
        SecondaryInterface.LIKE_PRIMARY,
        new Maintenance(
            new Drain(network.drain(), Drain.DEFAULT.timeout()), Maintenance.DEFAULT.hostTimeout()),
        Verification.DEFAULT,
        Mode.Enforce,
        false);
  }

  /** Load balancers are looked for in the groups of the hosts, and all are in this one. */
  private boolean areFoundByThemselves(NetworkPlan network) {
    return network.hosts().stream().allMatch(host -> plan.host(host).group().equals("rg-hs"));
  }

  private List<String> loadBalancerIds() {
    return plan.frontends().stream()
        .map(FrontendPlan::loadBalancer)
        .distinct()
        .map(name -> world.id("rg-hs", "Microsoft.Network/loadBalancers", name))
        .toList();
  }

  private static Mirror declaration(MirrorPlan mirror) {
    return new Mirror(
        mirror.name(),
        List.of(mirror.frontend()),
        mirror.arbiter().map(address -> new Arbiter(address, 2188)).orElse(null),
        mirror.members().stream().map(Site::declaration).toList());
  }

  private static io.mirrornet.api.network.Member declaration(MemberPlan member) {
    MemberEndpoint page =
        new MemberEndpoint("http://%s/%s/".formatted(member.host(), member.instance()));
    return new io.mirrornet.api.network.Member(
        member.host(),
        member.instance(),
        member.port(),
        member.bootStarts() ? StartedBy.Boot : StartedBy.Person,
        member.systemStops() ? StoppedBy.OperatingSystem : StoppedBy.Person,
        member.statusPage() ? page : null,
        member.metrics() ? page : null);
  }
}
