package io.mirrornet.operator.plan.discovery;

import static io.mirrornet.operator.world.LoadBalancerBuilder.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.azure.FrontendName;
import io.mirrornet.operator.model.azure.LoadBalancer.Protocol;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.plan.discovery.Frontend.Kind;
import io.mirrornet.operator.plan.discovery.Frontend.Routing;
import io.mirrornet.operator.world.AzureWorld;
import io.mirrornet.operator.world.LoadBalancerBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrontendDiscoveryTest {

  private static final FrontendName REGISTRY = new FrontendName("ilb-hs", "registry");

  private final AzureWorld world =
      new AzureWorld().virtualMachine("hs-vm-a", "10.2.1.4").virtualMachine("hs-vm-b", "10.2.1.5");

  @Test
  void aPrivateFrontendWhosePoolHoldsTheHostsNicGetsARoute() {
    Frontend registry =
        theOnly(
            named("ilb-hs")
                .frontend("registry", "10.2.1.100")
                .nicPool("pool", "hs-vm-a", "hs-vm-b")
                .mirrorRule("registry", 1972, "pool"));

    assertThat(registry.name()).isEqualTo(REGISTRY);
    assertThat(registry.address()).isEqualTo(Ipv4Address.parse("10.2.1.100"));
    assertThat(registry.backendPorts()).containsExactly(Map.entry(1972, 1972));
    assertThat(registry.hosts()).extracting(ResourceId::name).containsExactly("hs-vm-a", "hs-vm-b");
    assertThat(registry.routing()).isEqualTo(Routing.ROUTED);
  }

  @Test
  void aProbeOfTheMirrorStatusPageTellsAMirrorAndAnyOtherProbeTellsNothing() {
    LoadBalancerBuilder loadBalancer =
        named("ilb-hs")
            .frontend("registry", "10.2.1.100")
            .frontend("web", "10.2.1.101")
            .nicPool("pool", "hs-vm-a")
            .mirrorRule("registry", 1972, "pool")
            .rule("web", Protocol.TCP, 443, "pool");

    assertThat(in(FrontendRules.none(), loadBalancer))
        .extracting(Frontend::kind)
        .containsExactly(Kind.MIRROR, Kind.UNKNOWN);
  }

  @Test
  void theObjectsWordOnAFrontendGoesBeforeTheProbes() {
    FrontendRules rules =
        new FrontendRules(Map.of(REGISTRY, Kind.ACTIVE_ACTIVE), Set.of(), Set.of(), Set.of());

    assertThat(
            in(
                rules,
                named("ilb-hs")
                    .frontend("registry", "10.2.1.100")
                    .nicPool("pool", "hs-vm-a")
                    .mirrorRule("registry", 1972, "pool")))
        .extracting(Frontend::kind)
        .containsExactly(Kind.ACTIVE_ACTIVE);
  }

  @Test
  void aPoolByAddressHoldsTheHostOnlyInItsOwnVirtualNetwork() {
    ResourceId elsewhere =
        ResourceId.of(AzureWorld.GROUP, "Microsoft.Network/virtualNetworks", "elsewhere");
    LoadBalancerBuilder loadBalancer =
        named("ilb-hs")
            .frontend("ours", "10.2.1.100")
            .frontend("theirs", "10.2.1.101")
            .ipPool("ours", Optional.of(AzureWorld.NETWORK), "10.2.1.4")
            .ipPool("theirs", Optional.of(elsewhere), "10.2.1.4")
            .mirrorRule("ours", 1972, "ours")
            .mirrorRule("theirs", 1972, "theirs");

    assertThat(in(FrontendRules.none(), loadBalancer))
        .extracting(frontend -> frontend.name().frontend())
        .containsExactly("ours");
  }

  @Test
  void aFrontendWithoutAHostBehindItOrWithoutAPrivateAddressIsNoneOfOurs() {
    LoadBalancerBuilder loadBalancer =
        named("ilb-hs")
            .frontend("others", "10.2.1.100")
            .frontend("unused", "10.2.1.101")
            .publicFrontend("public")
            .nicPool("hosts", "hs-vm-a")
            .nicPool("others", "web-vm")
            .mirrorRule("others", 1972, "others")
            .mirrorRule("public", 1972, "hosts");

    assertThat(in(FrontendRules.none(), loadBalancer)).isEmpty();
  }

  @Test
  void aFrontendIsSkippedOnlyWhenEachOfItsRulesGivesTheReason() {
    LoadBalancerBuilder loadBalancer =
        named("ilb-hs")
            .frontend("a-floating", "10.2.1.100")
            .frontend("b-mixed", "10.2.1.101")
            .frontend("c-udp", "10.2.1.102")
            .nicPool("pool", "hs-vm-a")
            .floatingIpRule("a-floating", 1972, "pool")
            .floatingIpRule("b-mixed", 1972, "pool")
            .mirrorRule("b-mixed", 1973, "pool")
            .rule("c-udp", Protocol.UDP, 514, "pool");

    assertThat(in(FrontendRules.none(), loadBalancer))
        .extracting(Frontend::routing)
        .containsExactly(Routing.FLOATING_IP, Routing.ROUTED, Routing.UDP_ONLY);
  }

  @Test
  void addressesOfTheClusterItselfAreShownAndSkipped() {
    Ipv4Address service = Ipv4Address.parse("10.2.1.100");
    Ipv4Address apiServer = Ipv4Address.parse("10.2.1.101");
    FrontendRules rules = new FrontendRules(Map.of(), Set.of(), Set.of(service), Set.of(apiServer));
    LoadBalancerBuilder loadBalancer =
        named("kubernetes-internal")
            .frontend("a-service", service.toString())
            .frontend("b-api", apiServer.toString())
            .nicPool("pool", "hs-vm-a")
            .rule("a-service", Protocol.TCP, 80, "pool")
            .rule("b-api", Protocol.TCP, 6443, "pool");

    assertThat(in(rules, loadBalancer))
        .extracting(Frontend::routing)
        .containsExactly(Routing.KUBERNETES_SERVICE, Routing.API_SERVER);
  }

  @Test
  void withHaPortsEveryPortLeadsOnAndNoneIsNamed() {
    Frontend frontend =
        theOnly(
            named("ilb-hs")
                .frontend("all", "10.2.1.100")
                .nicPool("pool", "hs-vm-a")
                .rule("all", Protocol.ALL, 0, "pool"));

    assertThat(frontend.backendPorts()).isEmpty();
    assertThat(frontend.routing()).isEqualTo(Routing.ROUTED);
  }

  private Frontend theOnly(LoadBalancerBuilder loadBalancer) {
    List<Frontend> found = in(FrontendRules.none(), loadBalancer);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private List<Frontend> in(FrontendRules rules, LoadBalancerBuilder loadBalancer) {
    world.loadBalancer(loadBalancer);
    return new FrontendDiscovery(world.virtualMachines().values(), world.nics(), rules)
        .in(world.loadBalancers());
  }
}
