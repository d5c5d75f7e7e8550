package io.mirrornet.lab.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mirrornet.lab.fabric.HealthProbe;
import io.mirrornet.lab.fabric.LoadBalancingRule;
import io.mirrornet.net.Ipv4Address;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the documents of load balancers and NICs say about packets: the network follows the same
 * text that clients read. TCP rules of private frontends that have a probe; the rest is no rule.
 *
 * @param loadBalancers documents of {@code Microsoft.Network/loadBalancers}
 * @param interfaces documents of {@code Microsoft.Network/networkInterfaces}
 */
record LoadBalancerRules(List<ObjectNode> loadBalancers, List<ObjectNode> interfaces) {

  LoadBalancerRules {
    loadBalancers = List.copyOf(loadBalancers);
    interfaces = List.copyOf(interfaces);
  }

  /** All rules, in the order of the documents. */
  List<LoadBalancingRule> all() {
    return loadBalancers.stream()
        .flatMap(balancer ->
            balancer
                .at("/properties/loadBalancingRules")
                .valueStream()
                .flatMap(rule -> rule(balancer, rule).stream()))
        .toList();
  }

  private Optional<LoadBalancingRule> rule(ObjectNode balancer, JsonNode rule) {
    JsonNode properties = rule.path("properties");
    if (!properties.path("protocol").asText().equalsIgnoreCase("Tcp")) {
      return Optional.empty();
    }
    Optional<Ipv4Address> frontend =
        part(balancer, "frontendIPConfigurations", properties.path("frontendIPConfiguration"))
            .flatMap(found -> address(found.at("/properties/privateIPAddress")));
    Optional<HealthProbe> probe =
        part(balancer, "probes", properties.path("probe")).map(LoadBalancerRules::probe);
    List<Ipv4Address> backends =
        part(balancer, "backendAddressPools", properties.path("backendAddressPool"))
            .map(this::backends)
            .orElse(List.of());
    return frontend.flatMap(vip ->
        probe.map(asked ->
            new LoadBalancingRule(
                "%s/%s".formatted(balancer.path("name").asText(), rule.path("name").asText()),
                vip,
                properties.path("frontendPort").asInt(),
                backends,
                properties.path("backendPort").asInt(),
                asked,
                properties.path("enableFloatingIP").asBoolean())));
  }

  /** Members of an IP pool stand in the pool; members of a NIC pool stand on the NICs. */
  private List<Ipv4Address> backends(JsonNode pool) {
    Stream<JsonNode> byAddress =
        pool.at("/properties/loadBalancerBackendAddresses")
            .valueStream()
            .map(member -> member.at("/properties/ipAddress"));
    Stream<JsonNode> byInterface =
        interfaces.stream()
            .flatMap(nic -> nic.at("/properties/ipConfigurations").valueStream())
            .filter(configuration -> isIn(configuration, pool))
            .map(configuration -> configuration.at("/properties/privateIPAddress"));
    return Stream.concat(byAddress, byInterface)
        .flatMap(text -> address(text).stream())
        .distinct()
        .toList();
  }

  private static boolean isIn(JsonNode configuration, JsonNode pool) {
    return configuration
        .at("/properties/loadBalancerBackendAddressPools")
        .valueStream()
        .anyMatch(reference -> same(reference, pool));
  }

  private static HealthProbe probe(JsonNode probe) {
    JsonNode properties = probe.path("properties");
    int port = properties.path("port").asInt();
    Duration interval =
        Duration.ofSeconds(Math.max(1, properties.path("intervalInSeconds").asInt()));
    int threshold = Math.max(1, properties.path("probeThreshold").asInt());
    String path = properties.path("requestPath").asText("/");
    return switch (properties.path("protocol").asText()) {
      case "Http" -> new HealthProbe.Http(port, path, interval, threshold);
      case "Https" -> new HealthProbe.Https(port, path, interval, threshold);
      default -> new HealthProbe.Tcp(port, interval, threshold);
    };
  }

  private static Optional<JsonNode> part(ObjectNode balancer, String array, JsonNode reference) {
    return balancer
        .at("/properties/" + array)
        .valueStream()
        .filter(candidate -> same(reference, candidate))
        .findFirst();
  }

  /** Ids are the same in any case. */
  private static boolean same(JsonNode one, JsonNode other) {
    return one.path("id").asText().equalsIgnoreCase(other.path("id").asText());
  }

  private static Optional<Ipv4Address> address(JsonNode text) {
    return Ipv4Address.tryParse(text.asText());
  }
}
