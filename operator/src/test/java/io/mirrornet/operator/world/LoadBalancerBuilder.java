package io.mirrornet.operator.world;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.azure.LoadBalancer;
import io.mirrornet.operator.model.azure.LoadBalancer.BackendPool;
import io.mirrornet.operator.model.azure.LoadBalancer.FrontendIpConfiguration;
import io.mirrornet.operator.model.azure.LoadBalancer.PoolAddress;
import io.mirrornet.operator.model.azure.LoadBalancer.Probe;
import io.mirrornet.operator.model.azure.LoadBalancer.ProbeProtocol;
import io.mirrornet.operator.model.azure.LoadBalancer.Protocol;
import io.mirrornet.operator.model.azure.LoadBalancer.Rule;
import io.mirrornet.operator.model.azure.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A load balancer, put together from frontends, pools and the rules between them. */
public final class LoadBalancerBuilder {

  /** Where mirrors say who is primary. */
  public static final String STATUS_PAGE = "/csp/bin/mirror_status.cxw";

  private final ResourceId id;
  private final List<FrontendIpConfiguration> frontends = new ArrayList<>();
  private final List<BackendPool> pools = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Probe> probes = new ArrayList<>();

  private LoadBalancerBuilder(ResourceId id) {
    this.id = id;
  }

  /** An empty load balancer. */
  public static LoadBalancerBuilder named(String name) {
    return new LoadBalancerBuilder(
        ResourceId.of(AzureWorld.GROUP, "Microsoft.Network/loadBalancers", name));
  }

  /** A private frontend. */
  public LoadBalancerBuilder frontend(String name, String address) {
    frontends.add(
        new FrontendIpConfiguration(
            id.child("frontendIPConfigurations", name),
            Optional.of(Ipv4Address.parse(address)),
            Optional.of(AzureWorld.NETWORK.child("subnets", "hs"))));
    return this;
  }

  /** A public frontend. */
  public LoadBalancerBuilder publicFrontend(String name) {
    frontends.add(
        new FrontendIpConfiguration(
            id.child("frontendIPConfigurations", name), Optional.empty(), Optional.empty()));
    return this;
  }

  /** A pool with the NICs of the VMs of these names. */
  public LoadBalancerBuilder nicPool(String name, String... virtualMachines) {
    List<ResourceId> members =
        Stream.of(virtualMachines)
            .map(vm ->
                ResourceId.of(AzureWorld.GROUP, "Microsoft.Network/networkInterfaces", vm + "-nic")
                    .child("ipConfigurations", "ipconfig1"))
            .toList();
    pools.add(new BackendPool(id.child("backendAddressPools", name), members, List.of()));
    return this;
  }

  /** A pool with these addresses in the given virtual network, or without one. */
  public LoadBalancerBuilder ipPool(
      String name, Optional<ResourceId> network, String... addresses) {
    List<PoolAddress> members =
        Stream.of(addresses)
            .map(text -> new PoolAddress(Ipv4Address.parse(text), network))
            .toList();
    pools.add(new BackendPool(id.child("backendAddressPools", name), List.of(), members));
    return this;
  }

  /** A TCP rule with a probe of the mirror status page. */
  public LoadBalancerBuilder mirrorRule(String frontend, int port, String pool) {
    ResourceId probe = probe(ProbeProtocol.HTTP, Optional.of(STATUS_PAGE));
    return rule(frontend, Protocol.TCP, port, pool, false, Optional.of(probe));
  }

  /** A rule with a plain TCP probe. */
  public LoadBalancerBuilder rule(String frontend, Protocol protocol, int port, String pool) {
    ResourceId probe = probe(ProbeProtocol.TCP, Optional.empty());
    return rule(frontend, protocol, port, pool, false, Optional.of(probe));
  }

  /** A rule that leaves the destination address as it is. */
  public LoadBalancerBuilder floatingIpRule(String frontend, int port, String pool) {
    return rule(frontend, Protocol.TCP, port, pool, true, Optional.empty());
  }

  LoadBalancer build() {
    return new LoadBalancer(id, frontends, pools, rules, probes);
  }

  private LoadBalancerBuilder rule(
      String frontend,
      Protocol protocol,
      int port,
      String pool,
      boolean floatingIp,
      Optional<ResourceId> probe) {
    rules.add(
        new Rule(
            id.child("loadBalancingRules", "rule" + rules.size()),
            id.child("frontendIPConfigurations", frontend),
            List.of(id.child("backendAddressPools", pool)),
            protocol,
            port,
            port,
            floatingIp,
            probe));
    return this;
  }

  private ResourceId probe(ProbeProtocol protocol, Optional<String> path) {
    ResourceId probe = id.child("probes", "probe" + probes.size());
    probes.add(new Probe(probe, protocol, 52773, path));
    return probe;
  }
}
