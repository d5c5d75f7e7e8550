package io.mirrornet.operator.plan.survey;

import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.host.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole fleet, seen through its networks.
 *
 * @param nodes the names of the nodes whose VM is proven, by VM
 * @param networks the older ones first: a node that two of them want is a host of the older one
 */
public record Survey(Fleet fleet, Map<ResourceId, String> nodes, List<NetworkSurvey> networks) {

  public Survey {
    nodes = Map.copyOf(nodes);
    networks = List.copyOf(networks);
  }

  /** The network of this name. */
  public Optional<NetworkSurvey> network(ObjectKey key) {
    return networks.stream().filter(network -> network.key().equals(key)).findFirst();
  }

  /** What the networks declare of the instances on a host. */
  public Declarations declarations(String host) {
    return new Declarations(networks, host);
  }

  /** The host of this name, whichever network it belongs to. */
  public Optional<SurveyedHost> host(String name) {
    return networks.stream()
        .flatMap(network -> network.host(name).stream())
        .filter(host -> host.host().isPresent())
        .findFirst();
  }

  /** Whether an agent runs, or may run, on the node: a host of a network, or not yet refused. */
  public boolean mayHaveAgent(String node) {
    return networks.stream()
        .flatMap(network -> network.host(node).stream())
        .anyMatch(host -> !(host.verdict() instanceof Verdict.Refused));
  }
}
