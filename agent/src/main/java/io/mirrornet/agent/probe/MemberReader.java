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
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at declared members of this host, all at the same time. */
public final class MemberReader {

  private final PageReader pages;
  private final Connector connector;
  private final SocketTable sockets;
  private final ReentrantLock table = new ReentrantLock();

  public MemberReader(PageReader pages, Connector connector, SocketTable sockets) {
    this.pages = pages;
    this.connector = connector;
    this.sockets = sockets;
  }

  /** The ports of this host on which something listens. */
  public Set<Integer> listeningPorts() {
    // Two threads may look at the same time, and the table is read through one descriptor.
    table.lock();
    try {
      return sockets.listeningPorts();
    } finally {
      table.unlock();
    }
  }

  /**
   * One reading for each member. Pages, names and connections are all waited for at the same time,
   * so that the whole takes no longer than one of them may.
   *
   * @param timeout for everything together
   */
  public List<MemberReading> read(List<MemberProbe> members, Duration timeout) {
    Deadline deadline = Deadline.in(timeout);
    FutureTask<Map<URI, Page>> reading = begin(() -> pages.read(endpoints(members), timeout));
    Map<Arbiter, Probe> arbiters = arbiters(members, deadline);
    Map<Probe, Outcome> connections =
        connector.connect(Set.copyOf(arbiters.values()), deadline.left());
    Map<URI, Page> answers = deadline.await(reading).orElse(Map.of());
    Set<Integer> listening = listeningPorts();
    return members.stream()
        .map(member ->
            new MemberReading(
                member,
                listening.contains(member.superserverPort()),
                uri(member.status()).map(uri -> page(answers, uri)),
                uri(member.metrics()).map(uri -> page(answers, uri)),
                Optional.ofNullable(member.arbiter())
                    .map(arbiter -> outcome(arbiters, connections, arbiter))))
        .toList();
  }

  private static Page page(Map<URI, Page> answers, URI uri) {
    return Optional.ofNullable(answers.get(uri))
        .orElseGet(() -> new Page.Silent("%s: no answer in time".formatted(uri)));
  }

  /** On a thread of the system, which is in the network namespace of the one that begins it. */
  private static <T> FutureTask<T> begin(Callable<T> task) {
    FutureTask<T> begun = new FutureTask<>(task);
    Thread.ofPlatform().daemon().name("member-reader").start(begun);
    return begun;
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

  private static Map<Arbiter, Probe> arbiters(List<MemberProbe> members, Deadline deadline) {
    Map<Arbiter, FutureTask<Optional<Ipv4Address>>> names = new HashMap<>();
    members.stream()
        .map(MemberProbe::arbiter)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(arbiter -> names.put(arbiter, begin(() -> resolve(arbiter.host()))));
    Map<Arbiter, Probe> probes = new HashMap<>();
    names.forEach((arbiter, name) ->
        deadline
            .await(name)
            .flatMap(found -> found)
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
