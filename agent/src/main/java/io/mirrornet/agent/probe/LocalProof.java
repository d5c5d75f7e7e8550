package io.mirrornet.agent.probe;

import io.mirrornet.net.Ipv4Address;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The proof of the guest's part: a connection from the second address, out of the second interface,
 * to the primary address. It goes out to the network and comes back on the primary interface as the
 * load balancer would deliver it, and its answer needs every rule of the recipe.
 *
 * <p>Any prompt answer proves the path, also a refusal; only silence does not. That "unreachable"
 * comes from the primary address and not from this host's own kernel shows in its promptness: the
 * kernel gives a silent neighbour three seconds ({@code mcast_solicit}, arp(7)).
 */
public final class LocalProof {

  private static final Duration PROMPT = Duration.ofMillis(500);

  private LocalProof() {}

  /**
   * The attempts, of which one is enough for each primary address.
   *
   * @param ports of the declared instances first: a host firewall knows them
   */
  public static List<Probe> probes(
      Ipv4Address second, String device, Collection<Ipv4Address> primaries, List<Integer> ports) {
    return primaries.stream()
        .flatMap(
            primary -> ports.stream().map(port -> Probe.from(second, primary, port).by(device)))
        .toList();
  }

  /** The primary addresses that did not answer; empty: the local path is proven. */
  public static List<Ipv4Address> silent(
      Collection<Ipv4Address> primaries, Map<Probe, Outcome> outcomes) {
    return primaries.stream()
        .filter(primary -> answersOf(primary, outcomes).noneMatch(LocalProof::isProof))
        .sorted()
        .toList();
  }

  private static Stream<Outcome> answersOf(Ipv4Address primary, Map<Probe, Outcome> outcomes) {
    return outcomes.entrySet().stream()
        .filter(entry -> entry.getKey().destination().equals(primary))
        .map(Map.Entry::getValue);
  }

  static boolean isProof(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Connected _, Outcome.Refused _ -> true;
      case Outcome.Unreachable(_, Duration after) -> after.compareTo(PROMPT) < 0;
      case Outcome.TimedOut _, Outcome.NotSent _, Outcome.NotTried _ -> false;
    };
  }
}
