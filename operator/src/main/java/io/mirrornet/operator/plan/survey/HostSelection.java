package io.mirrornet.operator.plan.survey;

import io.mirrornet.api.network.Hosts;
import io.mirrornet.operator.model.cluster.Node;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Which nodes a network names as its hosts, by name or by label. */
final class HostSelection {

  private HostSelection() {}

  /** Names of nodes; a name that the network gives is among them even if no node has it. */
  static NavigableSet<String> of(Hosts hosts, Map<String, Node> nodes) {
    NavigableSet<String> names = new TreeSet<>(hosts.nodeNames());
    Optional.ofNullable(hosts.nodeSelector())
        .ifPresent(selector ->
            nodes.values().stream()
                .filter(node -> selector.matches(node.labels()))
                .map(Node::name)
                .forEach(names::add));
    return names;
  }
}
