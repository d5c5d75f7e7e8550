package io.mirrornet.operator.plan.discovery;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.ProtectedRange;
import io.mirrornet.operator.model.azure.FrontendName;
import io.mirrornet.operator.model.azure.LoadBalancer;
import io.mirrornet.operator.model.azure.LoadBalancer.BackendPool;
import io.mirrornet.operator.model.azure.LoadBalancer.FrontendIpConfiguration;
import io.mirrornet.operator.model.azure.LoadBalancer.Probe;
import io.mirrornet.operator.model.azure.LoadBalancer.Protocol;
import io.mirrornet.operator.model.azure.LoadBalancer.Rule;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.plan.discovery.Frontend.Kind;
import io.mirrornet.operator.plan.discovery.Frontend.Routing;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the frontends that lead to a set of hosts. */
public final class FrontendDiscovery {

  private final HostPools hostPools;
  private final PoolMembers members;
  private final FrontendRules rules;

  /**
   * @param hosts the VMs to look for
   * @param nics all NICs that ARM showed
   */
  public FrontendDiscovery(
      Collection<VirtualMachine> hosts,
      Map<ResourceId, NetworkInterface> nics,
      FrontendRules rules) {
    this.hostPools = new HostPools(hosts, nics);
    this.members = new PoolMembers(nics.values());
    this.rules = rules;
  }

  /**
   * The private IPv4 frontends with a rule whose pool holds a host, in the order of their names.
   */
  public List<Frontend> in(Collection<LoadBalancer> loadBalancers) {
    return loadBalancers.stream()
        .flatMap(this::frontendsOf)
        .sorted(Comparator.comparing(Frontend::name).thenComparing(Frontend::id))
        .toList();
  }

  private Stream<Frontend> frontendsOf(LoadBalancer loadBalancer) {
    Map<ResourceId, Set<ResourceId>> hostsByPool =
        loadBalancer.pools().stream()
            .collect(Collectors.toMap(BackendPool::id, hostPools::hostsOf));
    Map<ResourceId, Probe> probes =
        loadBalancer.probes().stream().collect(Collectors.toMap(Probe::id, Function.identity()));
    return loadBalancer.frontends().stream()
        .flatMap(configuration ->
            configuration.address().stream()
                .flatMap(address ->
                    frontend(
                        loadBalancer,
                        configuration,
                        address,
                        rulesTo(loadBalancer, configuration, hostsByPool),
                        hostsByPool,
                        probes)
                        .stream()));
  }

  private static List<Rule> rulesTo(
      LoadBalancer loadBalancer,
      FrontendIpConfiguration configuration,
      Map<ResourceId, Set<ResourceId>> hostsByPool) {
    return loadBalancer.rules().stream()
        .filter(rule -> rule.frontend().equals(configuration.id()))
        .filter(rule -> !hostsOf(rule, hostsByPool).isEmpty())
        .toList();
  }

  private Optional<Frontend> frontend(
      LoadBalancer loadBalancer,
      FrontendIpConfiguration configuration,
      Ipv4Address address,
      List<Rule> leading,
      Map<ResourceId, Set<ResourceId>> hostsByPool,
      Map<ResourceId, Probe> probesById) {
    if (leading.isEmpty()) {
      return Optional.empty();
    }
    FrontendName name = FrontendName.of(configuration.id());
    NavigableSet<ResourceId> hosts = new TreeSet<>();
    leading.forEach(rule -> hosts.addAll(hostsOf(rule, hostsByPool)));
    PoolMembers.Everybody everybody = members.of(poolsOf(loadBalancer, leading));
    hosts.forEach(everybody.machines()::add);
    List<Probe> probes =
        leading.stream()
            .flatMap(rule -> rule.probe().stream())
            .distinct()
            .flatMap(id -> Optional.ofNullable(probesById.get(id)).stream())
            .toList();
    return Optional.of(
        new Frontend(
            name,
            configuration.id(),
            address,
            backendPorts(leading),
            hosts,
            new TreeSet<>(everybody.machines()),
            new TreeSet<>(everybody.strangers()),
            probes,
            kindOf(name, probes),
            routingOf(name, address, leading)));
  }

  private static List<BackendPool> poolsOf(LoadBalancer loadBalancer, List<Rule> rules) {
    return loadBalancer.pools().stream()
        .filter(pool -> rules.stream().anyMatch(rule -> rule.pools().contains(pool.id())))
        .toList();
  }

  private Kind kindOf(FrontendName name, List<Probe> probes) {
    return Optional.ofNullable(rules.declared().get(name))
        .orElseGet(() ->
            probes.stream().anyMatch(MirrorProbe::asksForPrimary) ? Kind.MIRROR : Kind.UNKNOWN);
  }

  private Routing routingOf(FrontendName name, Ipv4Address address, List<Rule> leading) {
    if (ProtectedRange.holding(address).isPresent()) {
      return Routing.PROTECTED;
    }
    if (rules.apiServer().contains(address)) {
      return Routing.API_SERVER;
    }
    if (rules.services().contains(address)) {
      return Routing.KUBERNETES_SERVICE;
    }
    if (rules.ignored().contains(name)) {
      return Routing.IGNORED;
    }
    if (leading.stream().allMatch(Rule::floatingIp)) {
      return Routing.FLOATING_IP;
    }
    return leading.stream().allMatch(rule -> rule.protocol() == Protocol.UDP)
        ? Routing.UDP_ONLY
        : Routing.ROUTED;
  }

  private static NavigableMap<Integer, Integer> backendPorts(List<Rule> leading) {
    NavigableMap<Integer, Integer> ports = new TreeMap<>();
    leading.stream()
        .filter(rule -> rule.protocol() == Protocol.TCP)
        .forEach(rule -> ports.put(rule.frontendPort(), rule.backendPort()));
    return ports;
  }

  private static Set<ResourceId> hostsOf(Rule rule, Map<ResourceId, Set<ResourceId>> hostsByPool) {
    return rule.pools().stream()
        .flatMap(pool -> hostsByPool.getOrDefault(pool, Set.of()).stream())
        .collect(Collectors.toSet());
  }
}
