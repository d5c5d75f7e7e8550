package io.mirrornet.agent.probe;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.ProtectedRange;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where declared pages and arbiters may lead. An agent connects as the host itself, and a network's
 * author may be somebody who has no account on it: Azure's platform and metadata service answer by
 * the source address alone, and so does much that listens on loopback.
 */
final class Target {

  /**
   * The two pages of an instance that this product reads. A web server of the host's own may listen
   * on loopback, so they are read there; nothing else is.
   */
  private static final List<String> PAGES_OF_IRIS =
      List.of("/mirror_status.cxw", "/api/monitor/metrics");

  private Target() {}

  /**
   * Why a page is not read; empty: it may be. Resolves the name, which may take as long as the
   * resolver does. The JVM keeps the answer for longer than the reading takes
   * (networkaddress.cache.ttl, 30 s), so that it leads where it was seen to lead.
   */
  static Optional<String> refusal(URI page) {
    String path = Optional.ofNullable(page.getPath()).orElse("");
    boolean ofIris = PAGES_OF_IRIS.stream().anyMatch(path::endsWith);
    return Optional.ofNullable(page.getHost())
        .map(host -> refusal(host, ofIris))
        .orElseGet(() -> Optional.of("it names no host that the HTTP client takes"));
  }

  private static Optional<String> refusal(String host, boolean ofIris) {
    try {
      return Stream.of(InetAddress.getAllByName(host))
          .flatMap(address -> refusal(address, ofIris).stream())
          .findFirst();
    } catch (UnknownHostException e) {
      // The client meets the same and says it.
      return Optional.empty();
    }
  }

  /** Why nothing may connect to this address; empty: it may. */
  static Optional<String> refusal(InetAddress address, boolean mayBeLoopback) {
    if (address.isLoopbackAddress()) {
      return mayBeLoopback
          ? Optional.empty()
          : Optional.of(
              "%s is loopback, where only mirror_status.cxw and /api/monitor/metrics are read"
                  .formatted(address.getHostAddress()));
    }
    Optional<String> meaning =
        Ipv4Address.tryParse(address.getHostAddress())
            .map(ipv4 -> ProtectedRange.holding(ipv4).map(ProtectedRange::meaning))
            .orElseGet(() -> meaningOfIpv6(address));
    return meaning.map(what ->
        "%s is never connected to: %s; declare the host's own address"
            .formatted(address.getHostAddress(), what));
  }

  private static Optional<String> meaningOfIpv6(InetAddress address) {
    boolean special =
        address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress();
    return special ? Optional.of("link-local, multicast or unspecified") : Optional.empty();
  }
}
