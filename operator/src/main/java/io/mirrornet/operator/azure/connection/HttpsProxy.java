package io.mirrornet.operator.azure.connection;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxy for https, and what is reached without it.
 *
 * @param host name or address of the proxy
 * @param port its port
 * @param direct entries of {@code NO_PROXY}: {@code *}, a name (with the names below it), {@code
 *     .name} (only those), an address, a prefix such as {@code 10.0.0.0/8}; each but the prefix may
 *     end in {@code :port}
 */
public record HttpsProxy(String host, int port, List<String> direct) {

  private static final int DEFAULT_PORT = 3128;
  private static final int HTTPS = 443;

  public HttpsProxy {
    direct = List.copyOf(direct);
  }

  static Optional<HttpsProxy> of(Variables variables) {
    return Stream.of("HTTPS_PROXY", "https_proxy")
        .filter(name -> variables.find(name).isPresent())
        .findFirst()
        .map(name -> of(variables, name));
  }

  private static HttpsProxy of(Variables variables, String name) {
    String text = variables.required(name, "");
    Optional<URI> uri = Variables.uri(text.contains("://") ? text : "http://" + text);
    if (uri.flatMap(parsed -> Optional.ofNullable(parsed.getUserInfo())).isPresent()) {
      // The value is not repeated: it holds a password.
      throw new IllegalArgumentException(
          name
              + " holds a user name, which is not supported: use a proxy that admits the operator"
              + " by its address");
    }
    URI proxy =
        uri.filter(parsed -> "http".equalsIgnoreCase(parsed.getScheme()))
            .filter(parsed -> parsed.getHost() != null)
            .orElseThrow(
                () -> variables.refused(name, "an address such as http://proxy.example.com:3128"));
    return new HttpsProxy(
        proxy.getHost(), proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort(), direct(variables));
  }

  private static List<String> direct(Variables variables) {
    return Stream.of(
            variables.find("NO_PROXY").or(() -> variables.find("no_proxy")).orElse("").split(","))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  /** Whether a request to this address goes through the proxy. Plain http never does. */
  boolean serves(URI uri) {
    if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      return false;
    }
    String target = uri.getHost().toLowerCase(Locale.ROOT);
    int targetPort = uri.getPort() < 0 ? HTTPS : uri.getPort();
    return direct.stream().noneMatch(entry -> matches(entry, target, targetPort));
  }

  private static boolean matches(String entry, String target, int port) {
    if (entry.equals("*")) {
      return true;
    }
    Optional<Ipv4Address> address = Ipv4Address.tryParse(target);
    Optional<Ipv4Prefix> prefix = Ipv4Prefix.tryParse(entry);
    if (prefix.isPresent()) {
      return address.filter(prefix.get()::contains).isPresent();
    }
    int colon = entry.lastIndexOf(':');
    if (colon > 0 && !entry.substring(colon + 1).equals(Integer.toString(port))) {
      return false;
    }
    String name = (colon > 0 ? entry.substring(0, colon) : entry).toLowerCase(Locale.ROOT);
    String below = name.startsWith(".") ? name : "." + name;
    return target.equals(name) || (address.isEmpty() && target.endsWith(below));
  }
}
