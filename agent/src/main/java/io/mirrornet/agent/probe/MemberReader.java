package io.mirrornet.agent.probe;

import io.mirrornet.agent.linux.SocketTable;
import io.mirrornet.api.Arbiter;
import io.mirrornet.api.MemberEndpoint;
import io.mirrornet.api.hostroute.MemberProbe;
import io.mirrornet.net.Ipv4Address;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
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
    FutureTask<Map<URI, Page>> reading = begin(() -> pages.read(uris(members), timeout));
    Map<Arbiter, Answer> arbiters = arbiters(members, deadline);
    Map<Probe, Outcome> connections = connector.connect(probes(arbiters), deadline.left());
    Map<URI, Page> answers = deadline.await(reading).orElse(Map.of());
    Set<Integer> listening = listeningPorts();
    return members.stream()
        .map(member ->
            new MemberReading(
                member,
                listening.contains(member.superserverPort()),
                page(member.status(), answers),
                page(member.metrics(), answers),
                Optional.ofNullable(member.arbiter())
                    .map(arbiter -> outcome(arbiters, connections, arbiter))))
        .toList();
  }

  private static Optional<Page> page(@Nullable MemberEndpoint endpoint, Map<URI, Page> answers) {
    return Optional.ofNullable(endpoint)
        .map(present ->
            uri(present)
                .map(uri ->
                    Optional.ofNullable(answers.get(uri))
                        .orElseGet(() -> silent(present, "no answer in time")))
                .orElseGet(() ->
                    new Page.Unasked(
                        present.url() + ": not a URL (RFC 2396); write | as %7C, a blank as %20")));
  }

  private static Page silent(MemberEndpoint endpoint, String reason) {
    return new Page.Silent("%s: %s".formatted(endpoint.url(), reason));
  }

  /** On a thread of the system, which is in the network namespace of the one that begins it. */
  private static <T> FutureTask<T> begin(Callable<T> task) {
    FutureTask<T> begun = new FutureTask<>(task);
    Thread.ofPlatform().daemon().name("member-reader").start(begun);
    return begun;
  }

  private static Outcome outcome(
      Map<Arbiter, Answer> answers, Map<Probe, Outcome> outcomes, Arbiter arbiter) {
    return switch (Optional.ofNullable(answers.get(arbiter)).orElseGet(Answer.Silence::new)) {
      case Answer.Found(Probe probe) ->
          Optional.ofNullable(outcomes.get(probe)).orElseGet(Outcome.TimedOut::new);
      case Answer.Refused(String reason) -> new Outcome.NotTried(reason);
      // A name that does not resolve is no connection either.
      case Answer.Silence() -> new Outcome.TimedOut();
    };
  }

  private static Set<URI> uris(List<MemberProbe> members) {
    return members.stream()
        .flatMap(member ->
            Stream.of(Optional.ofNullable(member.status()), Optional.ofNullable(member.metrics())))
        .flatMap(Optional::stream)
        .flatMap(endpoint -> uri(endpoint).stream())
        .collect(Collectors.toSet());
  }

  /** Empty for what an API server of another time has let in: it costs its own page alone. */
  private static Optional<URI> uri(MemberEndpoint endpoint) {
    try {
      return Optional.of(new URI(endpoint.url()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Set<Probe> probes(Map<Arbiter, Answer> answers) {
    return answers.values().stream()
        .flatMap(answer ->
            answer instanceof Answer.Found(Probe probe) ? Stream.of(probe) : Stream.empty())
        .collect(Collectors.toSet());
  }

  private static Map<Arbiter, Answer> arbiters(List<MemberProbe> members, Deadline deadline) {
    Map<Arbiter, FutureTask<Answer>> names = new HashMap<>();
    members.stream()
        .map(MemberProbe::arbiter)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(arbiter -> names.put(arbiter, begin(() -> resolve(arbiter))));
    Map<Arbiter, Answer> answers = new HashMap<>();
    names.forEach((arbiter, name) ->
        answers.put(arbiter, deadline.await(name).orElseGet(Answer.Silence::new)));
    return answers;
  }

  /** An arbiter is on a third machine: never on loopback. */
  private static Answer resolve(Arbiter arbiter) {
    try {
      Optional<InetAddress> found =
          Stream.of(InetAddress.getAllByName(arbiter.host()))
              .filter(Inet4Address.class::isInstance)
              .findFirst();
      Optional<String> refusal = found.flatMap(address -> Target.refusal(address, false));
      return refusal
          .<Answer>map(Answer.Refused::new)
          .or(() ->
              found
                  .map(address -> Ipv4Address.parse(address.getHostAddress()))
                  .map(address -> new Answer.Found(Probe.plain(address, arbiter.port()))))
          .orElseGet(Answer.Silence::new);
    } catch (UnknownHostException e) {
      return new Answer.Silence();
    }
  }

  /** Where an arbiter is to be tried. */
  private sealed interface Answer {
    record Found(Probe probe) implements Answer {}

    record Refused(String reason) implements Answer {}

    record Silence() implements Answer {}
  }
}
