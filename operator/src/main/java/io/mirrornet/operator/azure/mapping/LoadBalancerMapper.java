package io.mirrornet.operator.azure.mapping;

import com.azure.core.management.SubResource;
import com.azure.resourcemanager.network.fluent.models.BackendAddressPoolInner;
import com.azure.resourcemanager.network.fluent.models.FrontendIpConfigurationInner;
import com.azure.resourcemanager.network.fluent.models.LoadBalancerInner;
import com.azure.resourcemanager.network.fluent.models.LoadBalancingRuleInner;
import com.azure.resourcemanager.network.fluent.models.ProbeInner;
import com.azure.resourcemanager.network.models.LoadBalancerBackendAddress;
import com.azure.resourcemanager.network.models.ProbeProtocol;
import com.azure.resourcemanager.network.models.TransportProtocol;
import io.mirrornet.operator.model.azure.LoadBalancer;
import io.mirrornet.operator.model.azure.LoadBalancer.BackendPool;
import io.mirrornet.operator.model.azure.LoadBalancer.PoolAddress;
import io.mirrornet.operator.model.azure.LoadBalancer.Probe;
import io.mirrornet.operator.model.azure.LoadBalancer.Protocol;
import io.mirrornet.operator.model.azure.LoadBalancer.Rule;
import io.mirrornet.operator.model.azure.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code Microsoft.Network/loadBalancers}, without what leads no connection to a pool: inbound NAT
 * and outbound rules.
 */
public final class LoadBalancerMapper {

  private LoadBalancerMapper() {}

  /**
   * The load balancer of a document.
   *
   * @throws MalformedDocumentException without an id
   */
  public static LoadBalancer map(LoadBalancerInner document) {
    return new LoadBalancer(
        References.own(document.id(), "load balancer"),
        References.each(document.frontendIpConfigurations())
            .flatMap(frontend -> frontend(frontend).stream())
            .toList(),
        References.each(document.backendAddressPools())
            .flatMap(pool -> pool(pool).stream())
            .toList(),
        References.each(document.loadBalancingRules())
            .flatMap(rule -> rule(rule).stream())
            .toList(),
        References.each(document.probes()).flatMap(probe -> probe(probe).stream()).toList());
  }

  private static Optional<LoadBalancer.FrontendIpConfiguration> frontend(
      FrontendIpConfigurationInner frontend) {
    return References.id(frontend.id())
        .map(id ->
            new LoadBalancer.FrontendIpConfiguration(
                id,
                References.ipv4(frontend.privateIpAddress()),
                References.id(frontend.subnet())));
  }

  private static Optional<BackendPool> pool(BackendAddressPoolInner pool) {
    return References.id(pool.id())
        .map(id ->
            new BackendPool(
                id,
                References.each(pool.backendIpConfigurations())
                    .flatMap(member -> References.id(member.id()).stream())
                    .toList(),
                References.each(pool.loadBalancerBackendAddresses())
                    .flatMap(member -> address(member, pool).stream())
                    .toList()));
  }

  /** The network stands on the member, on the pool, or only in the member's subnet. */
  private static Optional<PoolAddress> address(
      LoadBalancerBackendAddress member, BackendAddressPoolInner pool) {
    Optional<ResourceId> network =
        References.id(member.virtualNetwork())
            .or(() -> References.id(pool.virtualNetwork()))
            .or(() -> References.id(member.subnet()).flatMap(ResourceId::parent));
    return References.ipv4(member.ipAddress()).map(address -> new PoolAddress(address, network));
  }

  private static Optional<Rule> rule(LoadBalancingRuleInner rule) {
    Optional<ResourceId> frontend = References.id(rule.frontendIpConfiguration());
    return References.id(rule.id()).flatMap(id -> frontend.map(to -> rule(rule, id, to)));
  }

  private static Rule rule(LoadBalancingRuleInner rule, ResourceId id, ResourceId frontend) {
    return new Rule(
        id,
        frontend,
        pools(rule),
        protocol(rule.protocol()),
        Optional.ofNullable(rule.frontendPort()).orElse(0),
        Optional.ofNullable(rule.backendPort()).orElse(0),
        Boolean.TRUE.equals(rule.enableFloatingIp()),
        References.id(rule.probe()));
  }

  /** The older field names one pool, the newer one all; Azure answers with both. */
  private static List<ResourceId> pools(LoadBalancingRuleInner rule) {
    Stream<SubResource> single = Optional.ofNullable(rule.backendAddressPool()).stream();
    return Stream.concat(single, References.each(rule.backendAddressPools()))
        .flatMap(pool -> References.id(pool).stream())
        .distinct()
        .toList();
  }

  /** QUIC is carried by UDP. */
  private static Protocol protocol(@Nullable TransportProtocol protocol) {
    if (TransportProtocol.TCP.equals(protocol)) {
      return Protocol.TCP;
    }
    return TransportProtocol.UDP.equals(protocol) || TransportProtocol.QUIC.equals(protocol)
        ? Protocol.UDP
        : Protocol.ALL;
  }

  private static Optional<Probe> probe(ProbeInner probe) {
    return References.id(probe.id())
        .map(id ->
            new Probe(
                id,
                probeProtocol(probe.protocol()),
                Optional.ofNullable(probe.port()).orElse(0),
                Optional.ofNullable(probe.requestPath()).filter(path -> !path.isBlank())));
  }

  private static LoadBalancer.ProbeProtocol probeProtocol(@Nullable ProbeProtocol protocol) {
    if (ProbeProtocol.HTTP.equals(protocol)) {
      return LoadBalancer.ProbeProtocol.HTTP;
    }
    return ProbeProtocol.HTTPS.equals(protocol)
        ? LoadBalancer.ProbeProtocol.HTTPS
        : LoadBalancer.ProbeProtocol.TCP;
  }
}
