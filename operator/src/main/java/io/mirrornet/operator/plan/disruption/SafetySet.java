package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.Arbiter;
import io.mirrornet.api.network.Mirror;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.plan.discovery.Frontend;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import io.mirrornet.operator.plan.survey.Survey;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The others that must be up while a host is down: those that share a mirror, a frontend or an
 * arbiter with it, in whichever network or in none, and the node that an arbiter runs on.
 *
 * @param nodes names of nodes, without the host itself
 * @param others members of the same frontends' pools that are no node that is known: nobody can
 *     tell whether they are up
 */
record SafetySet(NavigableSet<String> nodes, NavigableSet<String> others) {

  static final SafetySet NOBODY =
      new SafetySet(Collections.emptyNavigableSet(), Collections.emptyNavigableSet());

  static SafetySet of(String host, Survey survey) {
    NavigableSet<String> nodes = new TreeSet<>();
    NavigableSet<String> others = new TreeSet<>();
    for (NetworkSurvey network : survey.networks()) {
      network.spec().mirrors().stream()
          .filter(mirror -> touches(mirror, host, survey))
          .forEach(mirror -> hostsOf(mirror, survey).forEach(nodes::add));
      network.frontends().stream()
          .filter(frontend -> nodesOf(frontend, survey).contains(host))
          .forEach(frontend -> {
            nodes.addAll(nodesOf(frontend, survey));
            others.addAll(othersOf(frontend, survey));
          });
    }
    arbiters(host, survey).forEach(arbiter -> nodes.addAll(sharing(arbiter, survey)));
    nodes.remove(host);
    return new SafetySet(nodes, others);
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
    return arbiterHost(mirror).flatMap(address -> nodesAt(address, survey));
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

  private static Set<String> nodesOf(Frontend frontend, Survey survey) {
    return Stream.concat(
            frontend.machines().stream().flatMap(vm -> nodesOf(vm, survey)),
            frontend.strangers().stream().flatMap(address -> nodesAt(address, survey)))
        .collect(Collectors.toSet());
  }

  /**
   * The node that a VM is. Where that is not proven, a node at an address of the VM: nothing is
   * done to it by that, and a node that is seen down there is no mere stranger.
   */
  private static Stream<String> nodesOf(ResourceId vm, Survey survey) {
    String proven = survey.nodes().get(vm);
    return proven != null
        ? Stream.of(proven)
        : survey.fleet().azure().nics().values().stream()
            .filter(nic -> nic.virtualMachine().filter(vm::equals).isPresent())
            .flatMap(nic -> nic.ipConfigurations().stream())
            .flatMap(configuration -> configuration.address().stream())
            .flatMap(address -> nodesAt(address.toString(), survey));
  }

  private static Stream<String> nodesAt(String address, Survey survey) {
    return survey.fleet().cluster().nodes().values().stream()
        .filter(node -> isAt(node, address))
        .map(Node::name);
  }

  private static List<String> othersOf(Frontend frontend, Survey survey) {
    return Stream.concat(
            frontend.machines().stream()
                .filter(vm -> nodesOf(vm, survey).findAny().isEmpty())
                .map(ResourceId::toString),
            frontend.strangers().stream()
                .filter(address -> nodesAt(address, survey).findAny().isEmpty()))
        .map(member -> "%s, which is in a pool of %s,".formatted(member, frontend.name()))
        .toList();
  }
}
