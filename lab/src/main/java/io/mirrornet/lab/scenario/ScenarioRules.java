package io.mirrornet.lab.scenario;

import io.mirrornet.lab.scenario.Scenario.Frontend;
import io.mirrornet.lab.scenario.Scenario.LoadBalancer;
import io.mirrornet.lab.scenario.Scenario.Member;
import io.mirrornet.lab.scenario.Scenario.Mirror;
import io.mirrornet.lab.scenario.Scenario.Protocol;
import io.mirrornet.lab.scenario.Scenario.Subnet;
import io.mirrornet.lab.scenario.Scenario.VirtualMachine;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the fields of a scenario must be to one another. */
final class ScenarioRules {

  /** The smallest subnet that Azure makes. */
  private static final int LONGEST_PREFIX = 29;

  /** Network, gateway and two of Azure's own come first in each subnet. */
  private static final int AZURE_OWN = 4;

  private final String file;
  private final Scenario scenario;

  private ScenarioRules(String file, Scenario scenario) {
    this.file = file;
    this.scenario = scenario;
  }

  static void check(String file, Scenario scenario) {
    ScenarioRules rules = new ScenarioRules(file, scenario);
    rules.subnets();
    rules.names();
    rules.addresses();
    rules.backends();
    rules.mirrors();
    rules.listeners();
    rules.faults();
  }

  private void subnets() {
    List<Subnet> subnets = scenario.subnets();
    for (int i = 0; i < subnets.size(); i++) {
      String path = "subnets[%d].prefix".formatted(i);
      Ipv4Prefix prefix = subnets.get(i).prefix();
      if (prefix.length() > LONGEST_PREFIX || prefix.length() < 8) {
        throw invalid(path, prefix + " is no size that Azure makes", "choose a /8 to a /29");
      }
      for (Subnet other : subnets.subList(0, i)) {
        if (other.prefix().overlaps(prefix)) {
          throw invalid(
              path,
              "%s overlaps subnet %s (%s)".formatted(prefix, other.name(), other.prefix()),
              "choose ranges that share no address");
        }
      }
    }
  }

  private void names() {
    distinct("subnets[%d].name", scenario.subnets().stream().map(Subnet::name).toList());
    distinct("virtualMachines[%d].name", machines());
    distinct(
        "loadBalancers[%d].name",
        scenario.loadBalancers().stream().map(LoadBalancer::name).toList());
    distinct("mirrors[%d].name", scenario.mirrors().stream().map(Mirror::name).toList());
    // One frontend leads to one mirror: with two there would be two primaries behind it.
    distinct("mirrors[%d].frontend", scenario.mirrors().stream().map(Mirror::frontend).toList());
    for (int i = 0; i < scenario.loadBalancers().size(); i++) {
      distinct(
          "loadBalancers[" + i + "].frontends[%d].name",
          scenario.loadBalancers().get(i).frontends().stream().map(Frontend::name).toList());
    }
  }

  private void addresses() {
    Map<Ipv4Address, String> taken = new HashMap<>();
    for (int i = 0; i < scenario.virtualMachines().size(); i++) {
      VirtualMachine machine = scenario.virtualMachines().get(i);
      String path = "virtualMachines[%d].".formatted(i);
      Subnet subnet = subnet(path + "subnet", machine.subnet());
      take(taken, path + "address", machine.address(), subnet);
      if (machine.secondNic().isPresent()) {
        Ipv4Address second = machine.secondNic().get();
        Subnet other =
            scenario.subnets().stream()
                .filter(candidate -> candidate.prefix().contains(second))
                .findFirst()
                .orElse(subnet);
        take(taken, path + "secondNic", second, other);
      }
    }
    forEachFrontend((path, frontend) ->
        take(
            taken,
            path + "address",
            frontend.address(),
            subnet(path + "subnet", frontend.subnet())));
  }

  private void take(
      Map<Ipv4Address, String> taken, String path, Ipv4Address address, Subnet subnet) {
    Ipv4Prefix prefix = subnet.prefix();
    if (!prefix.contains(address)) {
      throw invalid(
          path,
          "%s lies outside subnet %s (%s)".formatted(address, subnet.name(), prefix),
          "choose one from " + usable(prefix));
    }
    int offset = address.bits() - prefix.network().bits();
    if (offset < AZURE_OWN || address.equals(prefix.last())) {
      throw invalid(
          path,
          "%s is reserved: Azure keeps the first four addresses and the last one of %s"
              .formatted(address, prefix),
          "choose one from " + usable(prefix));
    }
    Optional<String> holder = Optional.ofNullable(taken.putIfAbsent(address, path));
    if (holder.isPresent()) {
      throw invalid(
          path,
          "%s is taken by %s".formatted(address, holder.get()),
          "choose another from " + usable(prefix));
    }
  }

  private static String usable(Ipv4Prefix prefix) {
    return "%s to %s"
        .formatted(
            new Ipv4Address(prefix.network().bits() + AZURE_OWN),
            new Ipv4Address(prefix.last().bits() - 1));
  }

  private void backends() {
    forEachFrontend((path, frontend) -> {
      distinct(path + "backends[%d]", frontend.backends());
      distinct(path + "ports[%d]", frontend.ports());
      frontend.backends().forEach(name -> machine(path + "backends", name));
    });
  }

  private void mirrors() {
    for (int i = 0; i < scenario.mirrors().size(); i++) {
      Mirror mirror = scenario.mirrors().get(i);
      String path = "mirrors[%d].".formatted(i);
      if (frontends().noneMatch(mirror.frontend()::equals)) {
        throw invalid(
            path + "frontend",
            "there is no frontend %s".formatted(mirror.frontend()),
            "name one as LOADBALANCER/FRONTEND: " + frontends().collect(Collectors.joining(", ")));
      }
      if (mirror.members().size() > 2) {
        throw invalid(
            path + "members",
            "%d failover members".formatted(mirror.members().size()),
            "a mirror has one or two");
      }
      List<String> hosts = mirror.members().stream().map(Member::host).toList();
      hosts.forEach(host -> machine(path + "members", host));
      distinct(path + "members[%d].host", hosts);
      if (!hosts.contains(mirror.primary())) {
        throw invalid(
            path + "primary",
            "%s holds no member of %s".formatted(mirror.primary(), mirror.name()),
            "name one of " + String.join(", ", hosts));
      }
    }
  }

  /** Instances of one machine share its addresses, so each needs ports of its own. */
  private void listeners() {
    Map<String, String> ports = new HashMap<>();
    Set<String> instances = new HashSet<>();
    for (int i = 0; i < scenario.mirrors().size(); i++) {
      Mirror mirror = scenario.mirrors().get(i);
      Frontend frontend = frontend(mirror.frontend());
      for (Member member : mirror.members()) {
        String path = "mirrors[%d].members".formatted(i);
        if (!instances.add(member.host() + "/" + member.instance())) {
          throw invalid(
              path,
              "%s has two instances %s".formatted(member.host(), member.instance()),
              "give each instance of a machine a name of its own");
        }
        listened(frontend)
            .forEach(port -> {
              String socket = member.host() + " port " + port;
              Optional<String> other =
                  Optional.ofNullable(ports.putIfAbsent(socket, member.instance()));
              if (other.isPresent()) {
                throw invalid(
                    path,
                    "%s and %s would both listen on %s"
                        .formatted(other.get(), member.instance(), socket),
                    "give their frontends different ports and probe ports");
              }
            });
      }
    }
  }

  private static Stream<Integer> listened(Frontend frontend) {
    Stream<Integer> web =
        frontend.probe().protocol() == Protocol.Tcp
            ? Stream.of()
            : Stream.of(frontend.probe().port());
    return Stream.concat(frontend.ports().stream(), web);
  }

  private void faults() {
    for (int i = 0; i < scenario.faults().size(); i++) {
      machine("faults[%d].virtualMachine".formatted(i), scenario.faults().get(i).virtualMachine());
    }
  }

  private interface FrontendVisitor {
    void visit(String path, Frontend frontend);
  }

  private void forEachFrontend(FrontendVisitor visitor) {
    for (int i = 0; i < scenario.loadBalancers().size(); i++) {
      List<Frontend> frontends = scenario.loadBalancers().get(i).frontends();
      for (int j = 0; j < frontends.size(); j++) {
        visitor.visit("loadBalancers[%d].frontends[%d].".formatted(i, j), frontends.get(j));
      }
    }
  }

  private Stream<String> frontends() {
    return scenario.loadBalancers().stream()
        .flatMap(lb -> lb.frontends().stream().map(frontend -> lb.name() + "/" + frontend.name()));
  }

  private Frontend frontend(String name) {
    return scenario.frontend(name);
  }

  private List<String> machines() {
    return scenario.virtualMachines().stream().map(VirtualMachine::name).toList();
  }

  private void machine(String path, String name) {
    if (!machines().contains(name)) {
      throw invalid(
          path,
          "there is no virtual machine %s".formatted(name),
          "name one of " + String.join(", ", machines()));
    }
  }

  private Subnet subnet(String path, String name) {
    return scenario.subnets().stream()
        .filter(subnet -> subnet.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            invalid(
                path,
                "there is no subnet %s".formatted(name),
                "name one of "
                    + scenario.subnets().stream()
                        .map(Subnet::name)
                        .collect(Collectors.joining(", "))));
  }

  private void distinct(String path, List<?> values) {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      if (!seen.add(values.get(i))) {
        throw invalid(
            path.formatted(i),
            "%s stands here twice".formatted(values.get(i)),
            "let each stand once");
      }
    }
  }

  private InvalidScenarioException invalid(String path, String problem, String remedy) {
    return new InvalidScenarioException(file, path, problem, remedy);
  }
}
