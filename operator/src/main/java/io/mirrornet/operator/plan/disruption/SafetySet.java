package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.Arbiter;
import io.mirrornet.api.network.Mirror;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.plan.discovery.Frontend;
import io.mirrornet.operator.plan.host.Host;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import io.mirrornet.operator.plan.survey.Survey;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The other hosts that must be up while one is down: those that share a mirror, a frontend or an
 * arbiter with it, in whichever network, and the node that an arbiter runs on.
 */
final class SafetySet {

  private SafetySet() {}

  /** Names of the nodes, without the host itself. */
  static NavigableSet<String> of(String host, Survey survey) {
    NavigableSet<String> set = new TreeSet<>();
    for (NetworkSurvey network : survey.networks()) {
      network.spec().mirrors().stream()
          .filter(mirror -> touches(mirror, host, survey))
          .forEach(mirror -> hostsOf(mirror, survey).forEach(set::add));
      network.frontends().stream()
          .filter(frontend -> leadsTo(frontend, host, network))
          .forEach(frontend -> set.addAll(hostsOf(frontend, network)));
    }
    arbiters(host, survey).forEach(arbiter -> set.addAll(sharing(arbiter, survey)));
    set.remove(host);
    return set;
  }

  private static boolean touches(Mirror mirror, String host, Survey survey) {
    return hostsOf(mirror, survey).anyMatch(host::equals);
  }

  private static Stream<String> hostsOf(Mirror mirror, Survey survey) {
    return Stream.concat(
        mirror.members().stream().map(member -> member.host()), arbiterNode(mirror, survey));
  }

  /** The node that the arbiter runs on, if it is one of the cluster's. */
  private static Stream<String> arbiterNode(Mirror mirror, Survey survey) {
    return arbiterHost(mirror)
        .flatMap(address ->
            survey.fleet().cluster().nodes().values().stream()
                .filter(node -> isAt(node, address))
                .map(Node::name));
  }

  private static boolean isAt(Node node, String address) {
    return node.name().equals(address)
        || node.addresses().stream().anyMatch(own -> own.toString().equals(address));
  }

  private static Set<String> arbiters(String host, Survey survey) {
    return mirrors(survey)
        .filter(mirror -> mirror.members().stream().anyMatch(m -> m.host().equals(host)))
        .flatMap(SafetySet::arbiterHost)
        .collect(Collectors.toSet());
  }

  private static List<String> sharing(String arbiter, Survey survey) {
    return mirrors(survey)
        .filter(mirror -> arbiterHost(mirror).anyMatch(arbiter::equals))
        .flatMap(mirror -> mirror.members().stream().map(member -> member.host()))
        .toList();
  }

  private static Stream<Mirror> mirrors(Survey survey) {
    return survey.networks().stream().flatMap(network -> network.spec().mirrors().stream());
  }

  private static Stream<String> arbiterHost(Mirror mirror) {
    return Optional.ofNullable(mirror.arbiter()).map(Arbiter::host).stream();
  }

  private static boolean leadsTo(Frontend frontend, String host, NetworkSurvey network) {
    return hostsOf(frontend, network).contains(host);
  }

  private static Set<String> hostsOf(Frontend frontend, NetworkSurvey network) {
    return network.hosts().stream()
        .flatMap(surveyed -> surveyed.host().stream())
        .filter(host -> leadsTo(frontend, host))
        .map(Host::name)
        .collect(Collectors.toSet());
  }

  private static boolean leadsTo(Frontend frontend, Host host) {
    ResourceId vm = host.virtualMachine().id();
    return frontend.hosts().contains(vm);
  }
}
