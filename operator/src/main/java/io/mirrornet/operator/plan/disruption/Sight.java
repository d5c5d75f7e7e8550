package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.MemberRole;
import io.mirrornet.api.hostroute.Evidence;
import io.mirrornet.api.hostroute.MemberEvidence;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.hostroute.MirrorRole;
import io.mirrornet.operator.model.EvidenceRequest;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.plan.survey.Declarations;
import io.mirrornet.operator.plan.survey.Survey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the agents of some hosts say of the instances there. A host whose agent has not answered is
 * not in it, so whoever looks there finds nothing, never an old answer.
 */
final class Sight {

  /** Older evidence is no ground to take a host down. */
  static final Duration FRESH = EvidenceRequest.FRESH;

  private final Map<String, Evidence> byHost;
  private final Map<String, List<MirrorHostRouteStatus>> lastWords;

  private Sight(Map<String, Evidence> byHost, Survey survey) {
    this.byHost = byHost;
    this.lastWords =
        survey.fleet().cluster().hostRoutes().stream()
            .collect(
                Collectors.groupingBy(
                    route -> route.spec().nodeName(),
                    Collectors.mapping(ApiObject::status, Collectors.toList())));
  }

  /**
   * Answers to questions of this process that are fresh by our own clock. A host route holds the
   * answer to one question only, so it does not matter for which disruption that was asked.
   */
  static Sight fresh(Survey survey, NavigableSet<String> hosts) {
    Fleet fleet = survey.fleet();
    Set<String> questions =
        fleet.evidenceRequests().values().stream()
            .filter(question -> question.isFresh(fleet.now()))
            .map(EvidenceRequest::nonce)
            .collect(Collectors.toSet());
    Map<String, Evidence> seen = new TreeMap<>();
    hosts.forEach(host ->
        status(survey, host)
            .flatMap(status -> Optional.ofNullable(status.evidence()))
            .filter(evidence -> questions.contains(evidence.nonce()))
            .ifPresent(evidence -> seen.put(host, agreed(survey, host, evidence))));
    return new Sight(seen, survey);
  }

  /**
   * The last that was said, for people to read and to see that something is worth a fresh question.
   * Roles that have changed since are taken from the status.
   */
  static Sight last(Survey survey, NavigableSet<String> hosts) {
    Map<String, Evidence> seen = new TreeMap<>();
    hosts.forEach(host ->
        status(survey, host)
            .flatMap(status ->
                Optional.ofNullable(status.evidence()).map(evidence -> updated(evidence, status)))
            .ifPresent(evidence -> seen.put(host, agreed(survey, host, evidence))));
    return new Sight(seen, survey);
  }

  /** Without the instances about which networks disagree: whose page was read, nobody can tell. */
  private static Evidence agreed(Survey survey, String host, Evidence evidence) {
    Declarations declarations = survey.declarations(host);
    return new Evidence(
        evidence.nonce(),
        evidence.observedAt(),
        evidence.mirrors().stream()
            .filter(
                member -> declarations.disagreement(member.mirror(), member.instance()).isEmpty())
            .toList(),
        evidence.ports());
  }

  /** Whether the host's agent has answered. */
  boolean sees(String host) {
    return byHost.containsKey(host);
  }

  /** What was said of an instance. */
  Optional<MemberEvidence> member(String host, String mirror, String instance) {
    return on(host)
        .filter(member -> member.mirror().equals(mirror) && member.instance().equals(instance))
        .findFirst();
  }

  /** The role of an instance; {@link MemberRole#Unknown} where nobody said. */
  MemberRole role(String host, String mirror, String instance) {
    return member(host, mirror, instance).map(MemberEvidence::role).orElse(MemberRole.Unknown);
  }

  /** What was said of all instances on a host. */
  Stream<MemberEvidence> on(String host) {
    return Optional.ofNullable(byHost.get(host)).map(Evidence::mirrors).stream()
        .flatMap(List::stream);
  }

  /** Whether a port of the host is known to have no listener. */
  boolean isSilent(String host, int port) {
    return Optional.ofNullable(byHost.get(host)).map(Evidence::ports).stream()
        .flatMap(List::stream)
        .anyMatch(seen -> seen.port() == port && !seen.listening());
  }

  /**
   * Whether the last that the host's agent said of an instance, in whatever context and however
   * long ago, is one of these roles. That is no ground to go on, but one to stop, whatever a person
   * has answered for.
   */
  boolean wasLast(String host, String mirror, String instance, Predicate<MemberRole> role) {
    return words(host).map(words -> lastRole(words, mirror, instance)).anyMatch(role);
  }

  /** Whether the last that the host's agent said of a port is that something listens there. */
  boolean wasListening(String host, int port) {
    return words(host)
        .flatMap(words -> Optional.ofNullable(words.evidence()).stream())
        .flatMap(evidence -> evidence.ports().stream())
        .anyMatch(seen -> seen.port() == port && seen.listening());
  }

  private Stream<MirrorHostRouteStatus> words(String host) {
    return lastWords.getOrDefault(host, List.of()).stream();
  }

  /** What was said at a transition, unless an answer to a question came after it. */
  private static MemberRole lastRole(MirrorHostRouteStatus words, String mirror, String instance) {
    Optional<MirrorRole> transition =
        words.mirrors().stream()
            .filter(role -> role.mirror().equals(mirror) && role.instance().equals(instance))
            .findFirst();
    return Optional.ofNullable(words.evidence())
        .filter(evidence ->
            transition.filter(role -> role.since().isAfter(evidence.observedAt())).isEmpty())
        .flatMap(evidence ->
            evidence.mirrors().stream()
                .filter(m -> m.mirror().equals(mirror) && m.instance().equals(instance))
                .findFirst())
        .map(MemberEvidence::role)
        .or(() -> transition.map(MirrorRole::role))
        .orElse(MemberRole.Unknown);
  }

  private static Evidence updated(Evidence evidence, MirrorHostRouteStatus status) {
    return new Evidence(
        evidence.nonce(),
        evidence.observedAt(),
        evidence.mirrors().stream().map(member -> updated(member, evidence, status)).toList(),
        evidence.ports());
  }

  private static MemberEvidence updated(
      MemberEvidence member, Evidence evidence, MirrorHostRouteStatus status) {
    return status.mirrors().stream()
        .filter(role ->
            role.mirror().equals(member.mirror())
                && role.instance().equals(member.instance())
                && role.since().isAfter(evidence.observedAt()))
        .findFirst()
        .map(role -> withRole(member, role))
        .orElse(member);
  }

  private static MemberEvidence withRole(MemberEvidence member, MirrorRole newer) {
    return new MemberEvidence(
        member.mirror(),
        member.instance(),
        newer.role(),
        member.type(),
        newer.role() == MemberRole.Primary ? ConditionStatus.True : ConditionStatus.Unknown,
        ConditionStatus.Unknown,
        null,
        member.arbiterReachable(),
        null);
  }

  private static Optional<MirrorHostRouteStatus> status(Survey survey, String host) {
    return survey.host(host).flatMap(surveyed -> surveyed.hostRoute()).map(ApiObject::status);
  }
}
