package io.mirrornet.operator.plan.survey;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.hostroute.MemberProbe;
import io.mirrornet.api.network.Mirror;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.host.Verdict;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the networks declare of the instances on one host. An agent's evidence names mirror and
 * instance alone, so of two declarations that lead to different pages neither is a witness.
 */
public final class Declarations {

  private final List<NetworkSurvey> networks;
  private final String host;

  Declarations(List<NetworkSurvey> networks, String host) {
    this.networks = List.copyOf(networks);
    this.host = host;
  }

  /**
   * What the host's agent is asked to look at: first what its own network declares, then what
   * networks do that have not tried to have the host as well. One probe for each instance.
   *
   * @param owner the network that the host belongs to
   */
  public List<MemberProbe> probes(ObjectKey owner) {
    return networks.stream()
        .filter(network -> !isRefused(network))
        .sorted(Comparator.comparing(network -> !network.key().equals(owner)))
        .flatMap(network -> network.spec().mirrors().stream())
        .flatMap(mirror -> probes(mirror).stream())
        .collect(
            Collectors.collectingAndThen(
                Collectors.toMap(
                    probe -> probe.mirror() + "/" + probe.instance(),
                    probe -> probe,
                    (first, _) -> first,
                    LinkedHashMap::new),
                byInstance -> List.copyOf(byInstance.values())));
  }

  /** Who disagrees about an instance, and what to do about it; empty if nobody does. */
  public Optional<String> disagreement(String mirror, String instance) {
    Map<ObjectKey, MemberProbe> byNetwork = new HashMap<>();
    for (NetworkSurvey network : networks) {
      network.spec().mirrors().stream()
          .flatMap(declared -> probes(declared).stream())
          .filter(probe -> probe.mirror().equals(mirror) && probe.instance().equals(instance))
          .forEach(probe -> byNetwork.put(network.key(), probe));
    }
    return byNetwork.values().stream().distinct().count() < 2
        ? Optional.empty()
        : Optional.of(
            "networks %s declare %s/%s on %s with different pages or ports; correct one of them"
                .formatted(
                    byNetwork.keySet().stream()
                        .sorted()
                        .map(ObjectKey::toString)
                        .collect(Collectors.joining(" and ")),
                    mirror,
                    instance,
                    host));
  }

  /**
   * Whether the host's agent is asked about an instance: some network declares it that has the host
   * or leaves it to another. Who was refused the host may not place a probe there.
   */
  public boolean isAsked(String mirror, String instance) {
    return declaring(mirror, instance).anyMatch(network -> !isRefused(network));
  }

  /** Why no agent's word counts for an instance, and what to do about it; empty if it does. */
  public Optional<String> whyUnseen(String mirror, String instance) {
    return disagreement(mirror, instance)
        .or(() ->
            declaring(mirror, instance)
                .findFirst()
                .filter(_ -> !isAsked(mirror, instance))
                .map(network -> unasked(network, mirror, instance)));
  }

  private String unasked(NetworkSurvey network, String mirror, String instance) {
    return ("no agent is asked about %s/%s on %s: network %s declares it and was refused the"
            + " host%s; declare it in the network that has the host, or remove the host from"
            + " one of the two")
        .formatted(mirror, instance, host, network.key(), owner());
  }

  private String owner() {
    return networks.stream()
        .filter(network -> network.host(host).isPresent() && !isRefused(network))
        .findFirst()
        .map(network -> ", which is %s's".formatted(network.key()))
        .orElse("");
  }

  private Stream<NetworkSurvey> declaring(String mirror, String instance) {
    return networks.stream()
        .filter(network ->
            network.spec().mirrors().stream()
                .filter(declared -> declared.name().equals(mirror))
                .flatMap(declared -> declared.members().stream())
                .anyMatch(
                    member -> member.host().equals(host) && member.instance().equals(instance)));
  }

  private boolean isRefused(NetworkSurvey network) {
    return network
        .host(host)
        .filter(surveyed ->
            surveyed.verdict() instanceof Verdict.Refused(_, var reason, _)
                && reason == ConditionReason.HostOfAnotherNetwork)
        .isPresent();
  }

  private List<MemberProbe> probes(Mirror mirror) {
    return mirror.members().stream()
        .filter(member -> member.host().equals(host))
        .map(member ->
            new MemberProbe(
                mirror.name(),
                member.instance(),
                member.superserverPort(),
                member.status(),
                member.metrics(),
                mirror.arbiter()))
        .toList();
  }
}
