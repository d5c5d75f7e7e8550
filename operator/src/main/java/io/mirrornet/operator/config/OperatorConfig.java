package io.mirrornet.operator.config;

import io.mirrornet.operator.model.Installation;
import io.mirrornet.operator.model.azure.ResourceGroup;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operator is told by its environment, but for its access to Azure.
 *
 * @param podNamespace {@code POD_NAMESPACE}: where the operator's Leases are. Required
 * @param podName {@code POD_NAME}: tells this replica from the other one. Required
 * @param installation {@code MIRRORNET_INSTALLATION}: the name by which its NICs in Azure and its
 *     Leases are told from those of others; {@code NODE_NAME}: the node that this pod runs on,
 *     which is never taken down; {@code MIRRORNET_RESOURCE_GROUPS}: the only resource groups in
 *     which anything is written, as SUBSCRIPTION/GROUP divided by commas; all. The first two are
 *     required
 * @param listen {@code MIRRORNET_LISTEN}: address and port of metrics and health; 0.0.0.0:8080
 * @param agentManifest {@code MIRRORNET_AGENT_NAMESPACE} and {@code MIRRORNET_AGENT_MANIFEST}: the
 *     ConfigMap with the agent's DaemonSet. Required
 * @param agentManifestSha256 {@code MIRRORNET_AGENT_MANIFEST_SHA256}: of the DaemonSet in it, so
 *     that nobody else's is applied. Required
 */
public record OperatorConfig(
    String podNamespace,
    String podName,
    Installation installation,
    InetSocketAddress listen,
    ObjectKey agentManifest,
    String agentManifestSha256) {

  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException if a variable is missing or makes no sense; the message names
   *     it
   */
  public static OperatorConfig of(Map<String, String> environment) {
    Reader reader = new Reader(environment);
    return new OperatorConfig(
        reader.required("POD_NAMESPACE", "the namespace of this pod (metadata.namespace)"),
        reader.required("POD_NAME", "the name of this pod (metadata.name)"),
        new Installation(
            reader.required("MIRRORNET_INSTALLATION", "a name that no other installation has"),
            reader.required("NODE_NAME", "the node that this pod runs on (spec.nodeName)"),
            reader.read("MIRRORNET_RESOURCE_GROUPS", "", OperatorConfig::resourceGroups)),
        reader.read("MIRRORNET_LISTEN", "0.0.0.0:8080", OperatorConfig::socketAddress),
        new ObjectKey(
            reader.required("MIRRORNET_AGENT_NAMESPACE", "the namespace of the agent"),
            reader.required("MIRRORNET_AGENT_MANIFEST", "the ConfigMap with its DaemonSet")),
        reader.read("MIRRORNET_AGENT_MANIFEST_SHA256", "", OperatorConfig::sha256));
  }

  /** The Lease of who leads. */
  public ObjectKey leaderLease() {
    return new ObjectKey(podNamespace, installation.name() + "-leader");
  }

  /** The Lease that admits one disruption at a time. */
  public ObjectKey slotLease() {
    return new ObjectKey(podNamespace, installation.name() + "-disruption");
  }

  private static Set<ResourceGroup> resourceGroups(String text) {
    return Stream.of(text.split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(OperatorConfig::resourceGroup)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static ResourceGroup resourceGroup(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0 || slash == text.length() - 1 || text.indexOf('/', slash + 1) >= 0) {
      throw new IllegalArgumentException(
          "%s is not a resource group; write SUBSCRIPTION/GROUP".formatted(text));
    }
    return new ResourceGroup(text.substring(0, slash), text.substring(slash + 1));
  }

  private static String sha256(String text) {
    if (!SHA256.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "give the SHA-256 of the agent's DaemonSet as 64 hexadecimal digits");
    }
    return text;
  }

  private static InetSocketAddress socketAddress(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException("not an address and a port such as 0.0.0.0:8080");
    }
    return new InetSocketAddress(text.substring(0, colon), port(text.substring(colon + 1)));
  }

  /** Zero lets the system choose. */
  private static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("not a port of 0 to 65535");
    }
    return port;
  }

  private record Reader(Map<String, String> environment) {

    String required(String name, String what) {
      return Optional.ofNullable(environment.get(name))
          .filter(value -> !value.isBlank())
          .orElseThrow(() -> new IllegalArgumentException(name + " is not set: give " + what));
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
  }
}
