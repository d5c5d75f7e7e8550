package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.network.Member;
import io.mirrornet.api.network.Mirror;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import io.mirrornet.operator.plan.survey.Survey;
import io.mirrornet.operator.plan.survey.SurveyedHost;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A disruption together with everything that is known about its host now.
 *
 * @param safetySet the others that must be up
 */
record Case(
    Survey survey,
    ApiObject<HostDisruptionSpec, HostDisruptionStatus> record,
    SafetySet safetySet) {

  /** A mirror with one of its members. */
  record Membership(Mirror mirror, Member member) {}

  static Case of(Survey survey, ApiObject<HostDisruptionSpec, HostDisruptionStatus> record) {
    return new Case(survey, record, SafetySet.of(record.spec().host(), survey));
  }

  /** Of a disruption that is over, for which nobody has to be up any more. */
  static Case over(Survey survey, ApiObject<HostDisruptionSpec, HostDisruptionStatus> record) {
    return new Case(survey, record, SafetySet.NOBODY);
  }

  Fleet fleet() {
    return survey.fleet();
  }

  HostDisruptionSpec spec() {
    return record.spec();
  }

  HostDisruptionStatus status() {
    return record.status();
  }

  /** Whether the record outlives a request to delete it. */
  boolean isHeld() {
    return record.metadata().finalizers().contains(Labels.FINALIZER);
  }

  ObjectKey networkKey() {
    return new ObjectKey(record.key().namespace(), spec().network());
  }

  Optional<NetworkSurvey> network() {
    return survey.network(networkKey());
  }

  /**
   * The host as its network wants it; empty if the network is gone or does not want it any more.
   */
  Optional<SurveyedHost> surveyed() {
    return network().flatMap(network -> network.host(spec().host()));
  }

  /** The node, if it is still the one that the disruption was proposed for. */
  Optional<Node> node() {
    return fleet()
        .cluster()
        .node(spec().host())
        .filter(node -> node.uid().equals(spec().nodeUid()));
  }

  /** The node, if it is cordoned and the cordon is this disruption's, not a person's. */
  Optional<Node> nodeCordonedByUs() {
    return node()
        .filter(Node::unschedulable)
        .filter(node -> node.cordonedFor().filter(record.key()::equals).isPresent());
  }

  ResourceId virtualMachineId() {
    return ResourceId.parse(spec().virtualMachine());
  }

  /** The VM, if it is still the one that the disruption was proposed for. */
  Optional<VirtualMachine> virtualMachine() {
    return fleet()
        .azure()
        .virtualMachine(virtualMachineId())
        .filter(vm -> vm.vmId().toString().equalsIgnoreCase(spec().vmId()));
  }

  PowerState powerState() {
    return fleet().azure().powerState(virtualMachineId());
  }

  /** The NIC that the disruption adds. */
  ResourceId addedInterface() {
    return spec().change().after().stream()
        .filter(id -> !spec().change().before().contains(id))
        .map(ResourceId::parse)
        .findFirst()
        .orElseThrow();
  }

  /** The host and those that must be up while it is down. */
  NavigableSet<String> witnesses() {
    NavigableSet<String> all = new TreeSet<>(safetySet.nodes());
    all.add(spec().host());
    return all;
  }

  /** All host routes of the witnesses, whichever network they are of. */
  Set<ObjectKey> hostRoutes() {
    NavigableSet<String> witnesses = witnesses();
    return fleet().cluster().hostRoutes().stream()
        .filter(route -> witnesses.contains(route.spec().nodeName()))
        .map(ApiObject::key)
        .collect(Collectors.toSet());
  }

  /** Its own network, and all that have one of the witnesses as a host or as a mirror's. */
  Set<ObjectKey> networks() {
    NavigableSet<String> witnesses = witnesses();
    return Stream.concat(
            Stream.of(networkKey()),
            survey.networks().stream()
                .filter(network -> names(network).anyMatch(witnesses::contains))
                .map(NetworkSurvey::key))
        .collect(Collectors.toSet());
  }

  private static Stream<String> names(NetworkSurvey network) {
    return Stream.concat(
        network.hosts().stream().map(SurveyedHost::name),
        network.spec().mirrors().stream()
            .flatMap(mirror -> mirror.members().stream())
            .map(Member::host));
  }

  /** The members that are declared to be on the host, in any network. */
  List<Membership> members() {
    return mirrors().stream()
        .flatMap(mirror -> mirror.members().stream().map(m -> new Membership(mirror, m)))
        .filter(membership -> membership.member().host().equals(spec().host()))
        .toList();
  }

  /** The mirrors that have a member on the host, in any network. */
  List<Mirror> mirrors() {
    return survey.networksOf(spec().host()).stream()
        .flatMap(network -> network.spec().mirrors().stream())
        .filter(mirror -> mirror.members().stream().anyMatch(m -> m.host().equals(spec().host())))
        .toList();
  }

  /** The other members of a mirror. */
  static List<Member> elsewhere(Mirror mirror, String host) {
    return mirror.members().stream().filter(member -> !member.host().equals(host)).toList();
  }
}
