package io.mirrornet.agent.probe;

import io.mirrornet.agent.linux.SocketTable;
import io.mirrornet.api.Arbiter;
import io.mirrornet.api.MemberEndpoint;
import io.mirrornet.api.hostroute.MemberProbe;
import io.mirrornet.net.Ipv4Address;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at declared members of this host, all at the same time. */
public final class MemberReader {

  private final PageReader pages;
  private final Connector connector;
  private final SocketTable sockets;

  public MemberReader(PageReader pages, Connector connector, SocketTable sockets) {
    this.pages = pages;
    this.connector = connector;
    this.sockets = sockets;
  }

  /** The ports of this host on which something listens. */
  public Set<Integer> listeningPorts() {
    return sockets.listeningPorts();
  }

  /**
   * One reading for each member.
   *
   * @param timeout for each page and each connection
   */
  public List<MemberReading> read(List<MemberProbe> members, Duration timeout) {
    Map<URI, Page> answers = pages.read(endpoints(members), timeout);
    Map<Arbiter, Probe> arbiters = arbiters(members);
    Map<Probe, Outcome> connections = connector.connect(Set.copyOf(arbiters.values()), timeout);
    Set<Integer> listening = sockets.listeningPorts();
    return members.stream()
        .map(member ->
            new MemberReading(
                member,
                listening.contains(member.superserverPort()),
                uri(member.status()).map(answers::get),
                uri(member.metrics()).map(answers::get),
                Optional.ofNullable(member.arbiter())
                    .map(arbiter -> outcome(arbiters, connections, arbiter))))
        .toList();
  }

  private static Outcome outcome(
      Map<Arbiter, Probe> probes, Map<Probe, Outcome> outcomes, Arbiter arbiter) {
    // A name that does not resolve is no connection either.
    return Optional.ofNullable(probes.get(arbiter))
        .map(outcomes::get)
        .orElseGet(Outcome.TimedOut::new);
  }

  private static Set<URI> endpoints(List<MemberProbe> members) {
    return members.stream()
        .flatMap(member -> Stream.of(uri(member.status()), uri(member.metrics())))
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  private static Optional<URI> uri(@Nullable MemberEndpoint endpoint) {
    return Optional.ofNullable(endpoint).map(present -> URI.create(present.url()));
  }

  private static Map<Arbiter, Probe> arbiters(List<MemberProbe> members) {
    Map<Arbiter, Probe> probes = new HashMap<>();
    members.stream()
        .map(MemberProbe::arbiter)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(arbiter ->
            resolve(arbiter.host())
                .ifPresent(address -> probes.put(arbiter, Probe.plain(address, arbiter.port()))));
    return probes;
  }

  private static Optional<Ipv4Address> resolve(String host) {
    try {
      return Stream.of(InetAddress.getAllByName(host))
          .filter(Inet4Address.class::isInstance)
          .map(address -> Ipv4Address.parse(address.getHostAddress()))
          .findFirst();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
