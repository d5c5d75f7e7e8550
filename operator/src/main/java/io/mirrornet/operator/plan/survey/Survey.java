package io.mirrornet.operator.plan.survey;

import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.host.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The whole fleet, seen through its networks. Everything by name is found without a search. */
public final class Survey {

  private final Fleet fleet;
  private final Map<ResourceId, String> nodes;
  private final List<NetworkSurvey> networks;
  private final Map<ObjectKey, NetworkSurvey> byKey = new HashMap<>();
  private final Map<String, SurveyedHost> hosts = new HashMap<>();
  private final Set<String> mayHaveAgent = new HashSet<>();
  private final Map<String, List<NetworkSurvey>> concerned = new HashMap<>();

  /**
   * @param nodes the names of the nodes whose VM is proven, by VM
   * @param networks the older ones first: a node that two of them want is a host of the older one
   */
  Survey(Fleet fleet, Map<ResourceId, String> nodes, List<NetworkSurvey> networks) {
    this.fleet = fleet;
    this.nodes = Map.copyOf(nodes);
    this.networks = List.copyOf(networks);
    networks.forEach(this::index);
  }

  private void index(NetworkSurvey network) {
    byKey.put(network.key(), network);
    Set<String> names = new HashSet<>();
    for (SurveyedHost host : network.hosts()) {
      names.add(host.name());
      if (host.host().isPresent()) {
        hosts.putIfAbsent(host.name(), host);
      }
      if (!(host.verdict() instanceof Verdict.Refused)) {
        mayHaveAgent.add(host.name());
      }
    }
    network.spec().mirrors().stream()
        .flatMap(mirror -> mirror.members().stream())
        .forEach(member -> names.add(member.host()));
    names.forEach(name -> concerned.computeIfAbsent(name, _ -> new ArrayList<>()).add(network));
  }

  /** What it was made from. */
  public Fleet fleet() {
    return fleet;
  }

  /** The names of the nodes whose VM is proven, by VM. */
  public Map<ResourceId, String> nodes() {
    return nodes;
  }

  /** The networks, the older ones first. */
  public List<NetworkSurvey> networks() {
    return networks;
  }

  /** The network of this name. */
  public Optional<NetworkSurvey> network(ObjectKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** The networks that want the host or declare an instance on it, the older ones first. */
  public List<NetworkSurvey> networksOf(String host) {
    return concerned.getOrDefault(host, List.of());
  }

  /** What the networks declare of the instances on a host. */
  public Declarations declarations(String host) {
    return new Declarations(networksOf(host), host);
  }

  /** The host of this name, whichever network it belongs to. */
  public Optional<SurveyedHost> host(String name) {
    return Optional.ofNullable(hosts.get(name));
  }

  /** Whether an agent runs, or may run, on the node: a host of a network, or not yet refused. */
  public boolean mayHaveAgent(String node) {
    return mayHaveAgent.contains(node);
  }
}
