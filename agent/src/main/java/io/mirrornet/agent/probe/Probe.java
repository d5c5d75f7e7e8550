package io.mirrornet.agent.probe;

import io.mirrornet.net.Ipv4Address;
import java.util.Optional;

/**
 * An attempt to connect by TCP.
 *
 * @param source the address to bind to; empty: the kernel chooses, as for most programs
 * @param device the interface to bind to; empty: by the host's rules and routes
 * @param destination where to
 * @param port 1 to 65535
 */
public record Probe(
    Optional<Ipv4Address> source, Optional<String> device, Ipv4Address destination, int port) {

  /** As any program of the host would connect. */
  public static Probe plain(Ipv4Address destination, int port) {
    return new Probe(Optional.empty(), Optional.empty(), destination, port);
  }

  /** From one of the host's addresses. */
  public static Probe from(Ipv4Address source, Ipv4Address destination, int port) {
    return new Probe(Optional.of(source), Optional.empty(), destination, port);
  }

  /** As this one, out of this interface whatever the routes say. */
  public Probe by(String newDevice) {
    return new Probe(source, Optional.of(newDevice), destination, port);
  }
}
