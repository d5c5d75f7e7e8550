package io.mirrornet.agent;

import io.mirrornet.agent.route.Marks;
import io.mirrornet.net.Ipv4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an agent is told by its environment.
 *
 * @param nodeName {@code NODE_NAME}: the node that this is, from {@code spec.nodeName} of the pod.
 *     Required
 * @param listen {@code MIRRORNET_LISTEN}: address and port for metrics and health; 127.0.0.1:9447
 * @param proofPort {@code MIRRORNET_PROOF_PORT}: a free TCP port for the local proof of hosts that
 *     declare no instance; 9448
 * @param marks {@code MIRRORNET_PROTOCOL}, {@code MIRRORNET_TABLE}, {@code MIRRORNET_GROUP}: the
 *     numbers by which entries are ours; 77, 47100, 47100. Not to be changed while entries stand
 * @param protectedAddresses {@code MIRRORNET_PROTECTED}: more addresses that no route may lead to,
 *     divided by commas; none
 * @param retry {@code MIRRORNET_RETRY}: how soon to try again what is not well, as ISO-8601
 *     duration; PT15S
 */
public record AgentConfig(
    String nodeName,
    InetSocketAddress listen,
    int proofPort,
    Marks marks,
    Set<Ipv4Address> protectedAddresses,
    Duration retry) {

  private static final int HIGHEST_PORT = 65_535;

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException if a variable is missing or makes no sense; the message names
   *     it
   */
  public static AgentConfig of(Map<String, String> environment) {
    Reader reader = new Reader(environment);
    return new AgentConfig(
        reader.required("NODE_NAME"),
        reader.read("MIRRORNET_LISTEN", "127.0.0.1:9447", AgentConfig::socketAddress),
        reader.read("MIRRORNET_PROOF_PORT", "9448", AgentConfig::port),
        reader.marks(),
        reader.read("MIRRORNET_PROTECTED", "", AgentConfig::addresses),
        reader.read("MIRRORNET_RETRY", "PT15S", Duration::parse));
  }

  private static InetSocketAddress socketAddress(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("not an address and a port such as 127.0.0.1:9447");
    }
    return new InetSocketAddress(
        Ipv4Address.parse(text.substring(0, colon)).toString(), port(text.substring(colon + 1)));
  }

  private static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("not a port of 1 to 65535");
    }
    return port;
  }

  private static Set<Ipv4Address> addresses(String text) {
    return Stream.of(text.split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(Ipv4Address::parse)
        .collect(Collectors.toUnmodifiableSet());
  }

  private record Reader(Map<String, String> environment) {

    String required(String name) {
      return Optional.ofNullable(environment.get(name))
          .filter(value -> !value.isBlank())
          .orElseThrow(() ->
              new IllegalArgumentException(
                  name + " is not set: give the name of the node that this pod runs on"));
    }

    <T> T read(String name, String fallback, Function<String, T> parser) {
      String value = environment.getOrDefault(name, fallback);
      try {
        return parser.apply(value);
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            "%s=\"%s\": %s".formatted(name, value, e.getMessage()), e);
      }
    }

    Marks marks() {
      Marks usual = Marks.DEFAULT;
      return new Marks(
          read("MIRRORNET_PROTOCOL", Integer.toString(usual.protocol()), Integer::valueOf),
          read("MIRRORNET_TABLE", Integer.toString(usual.destinationTable()), Integer::valueOf),
          read("MIRRORNET_GROUP", Integer.toString(usual.interfaceGroup()), Integer::valueOf));
    }
  }
}
