package io.mirrornet.operator.model.azure;

import io.mirrornet.net.Ipv4Address;
import java.util.List;
import java.util.Optional;

/** A load balancer with those of its parts that say which address leads to which hosts. */
public record LoadBalancer(
    ResourceId id,
    List<FrontendIpConfiguration> frontends,
    List<BackendPool> pools,
    List<Rule> rules,
    List<Probe> probes) {

  public LoadBalancer {
    frontends = List.copyOf(frontends);
    pools = List.copyOf(pools);
    rules = List.copyOf(rules);
    probes = List.copyOf(probes);
  }

  /**
   * An address of the load balancer.
   *
   * @param address the private IPv4 address; absent on a public frontend and on IPv6
   */
  public record FrontendIpConfiguration(
      ResourceId id, Optional<Ipv4Address> address, Optional<ResourceId> subnet) {}

  /**
   * A backend pool.
   *
   * @param ipConfigurations the members by NIC
   * @param addresses the members by address
   */
  public record BackendPool(
      ResourceId id, List<ResourceId> ipConfigurations, List<PoolAddress> addresses) {

    public BackendPool {
      ipConfigurations = List.copyOf(ipConfigurations);
      addresses = List.copyOf(addresses);
    }
  }

  /** A member of a pool by address: an address is one only together with its virtual network. */
  public record PoolAddress(Ipv4Address address, Optional<ResourceId> virtualNetwork) {}

  /**
   * A load balancing rule.
   *
   * @param pools the backend pools that it leads to
   * @param frontendPort 1 to 65534; 0 with {@link Protocol#ALL}, which is every port (HA ports)
   * @param floatingIp the destination address is left as it is (direct server return)
   */
  public record Rule(
      ResourceId id,
      ResourceId frontend,
      List<ResourceId> pools,
      Protocol protocol,
      int frontendPort,
      int backendPort,
      boolean floatingIp,
      Optional<ResourceId> probe) {

    public Rule {
      pools = List.copyOf(pools);
    }
  }

  /** Transport of a rule. */
  public enum Protocol {
    TCP,
    UDP,
    ALL
  }

  /**
   * A health probe.
   *
   * @param path of an HTTP(S) probe
   */
  public record Probe(ResourceId id, ProbeProtocol protocol, int port, Optional<String> path) {}

  /** What a health probe speaks. */
  public enum ProbeProtocol {
    TCP,
    HTTP,
    HTTPS
  }
}
