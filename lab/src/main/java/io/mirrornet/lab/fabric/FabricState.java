package io.mirrornet.lab.fabric;

import io.mirrornet.net.Ipv4Address;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that decides what the fabric does with a packet.
 *
 * @param ports what is plugged in, in the order of plugging
 * @param rules the load balancers' rules
 * @param healthy the backends that answer their probe
 */
record FabricState(List<Port> ports, List<LoadBalancingRule> rules, Set<ProbedBackend> healthy) {

  static final FabricState EMPTY = new FabricState(List.of(), List.of(), Set.of());

  FabricState {
    ports = List.copyOf(ports);
    rules = List.copyOf(rules);
    healthy = Set.copyOf(healthy);
  }

  FabricState plus(Port port) {
    return new FabricState(Stream.concat(ports.stream(), Stream.of(port)).toList(), rules, healthy);
  }

  FabricState minus(Port port) {
    return new FabricState(ports.stream().filter(p -> !p.equals(port)).toList(), rules, healthy);
  }

  /** Forgets the health of backends that no rule asks for any more. */
  FabricState with(List<LoadBalancingRule> newRules) {
    Set<ProbedBackend> stillHealthy = new HashSet<>(healthy);
    stillHealthy.retainAll(probed(newRules));
    return new FabricState(ports, newRules, stillHealthy);
  }

  FabricState with(ProbedBackend backend, boolean up) {
    Set<ProbedBackend> newHealthy = new HashSet<>(healthy);
    if (up) {
      newHealthy.add(backend);
    } else {
      newHealthy.remove(backend);
    }
    return new FabricState(ports, rules, newHealthy);
  }

  /** The backends that get new flows of the rule, in the pool's order. */
  List<Ipv4Address> healthyBackends(LoadBalancingRule rule) {
    return rule.backends().stream()
        .filter(backend -> healthy.contains(new ProbedBackend(backend, rule.probe())))
        .toList();
  }

  Optional<Port> portOf(Ipv4Address address) {
    return ports.stream().filter(port -> port.has(address)).findFirst();
  }

  /** Every backend with every probe that some rule has for it. */
  Set<ProbedBackend> probed() {
    return probed(rules);
  }

  private static Set<ProbedBackend> probed(List<LoadBalancingRule> rules) {
    return rules.stream()
        .flatMap(rule ->
            rule.backends().stream().map(backend -> new ProbedBackend(backend, rule.probe())))
        .collect(Collectors.toUnmodifiableSet());
  }
}
