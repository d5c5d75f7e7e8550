package io.mirrornet.lab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mirrornet.lab.cloud.Cloud;
import io.mirrornet.lab.cloud.CloudConfig;
import io.mirrornet.lab.fabric.HealthProbe;
import io.mirrornet.lab.fabric.LoadBalancingRule;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.net.Ipv4Address;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a scenario to documents, and from documents to packets. */
class CloudFillerTest {

  private static final String BALANCERS = "Microsoft.Network/loadBalancers";
  private static final String INTERFACES = "Microsoft.Network/networkInterfaces";
  private static final Ipv4Address A = Ipv4Address.parse("10.2.1.4");
  private static final Ipv4Address B = Ipv4Address.parse("10.2.1.5");

  private final Scenario scenario = Scenarios.pair();
  private final Cloud cloud = new Cloud(CloudConfig.azure(), InstantSource.system(), new Random(1));

  @BeforeEach
  void fill() {
    CloudFiller.fill(cloud, scenario, Addressing.of(scenario));
  }

  @Test
  void allMachinesRunAndTheLastOneIsTheOperators() {
    assertThat(cloud.machines())
        .extracting(machine -> machine.id().name(), machine -> machine.power().word())
        .containsExactly(
            tuple("hs-vm-a", "running"),
            tuple("hs-vm-b", "running"),
            tuple("operator-vm", "running"));
  }

  @Test
  void aDynamicAddressIsTheOneThatTheScenarioNames() {
    ObjectNode nic = cloud.documents(INTERFACES).getFirst();

    assertThat(
            nic.at("/properties/ipConfigurations/0/properties/privateIPAllocationMethod").asText())
        .isEqualTo("Dynamic");
    assertThat(nic.at("/properties/ipConfigurations/0/properties/privateIPAddress").asText())
        .isEqualTo("10.2.1.4");
  }

  @Test
  void aSizeThatTheCloudDoesNotListTakesAsManyNicsAsItsKind() {
    Cloud other = new Cloud(CloudConfig.azure(), InstantSource.system(), new Random(1));
    Scenario.VirtualMachine listed = Scenarios.machine("hs-vm-a", "1", A);
    Scenario.VirtualMachine unlisted =
        new Scenario.VirtualMachine(
            listed.name(),
            listed.resourceGroup(),
            "Standard_E8bds_v5",
            listed.zone(),
            listed.subnet(),
            listed.address(),
            listed.addressMethod(),
            Optional.of(B),
            true,
            false,
            false,
            false);
    Scenario world = Scenarios.of(scenario.subnets(), List.of(unlisted), List.of(), List.of());

    CloudFiller.fill(other, world, Addressing.of(world));

    assertThat(other.machines().getFirst().interfaces())
        .extracting(nic -> nic.addresses().getFirst())
        .containsExactly("10.2.1.4", "10.2.1.5");
  }

  @Test
  void packetsFollowPoolsOfNicsAndPoolsOfAddressesAlike() {
    assertThat(rules())
        .containsExactly(
            new LoadBalancingRule(
                "ilb-hs/registry-1972",
                Scenarios.REGISTRY,
                1972,
                List.of(A, B),
                1972,
                new HealthProbe.Http(52773, "/csp/bin/mirror_status.cxw", Duration.ofSeconds(5), 1),
                false),
            new LoadBalancingRule(
                "ilb-hs/index-1973",
                Scenarios.INDEX,
                1973,
                List.of(A, B),
                1973,
                new HealthProbe.Https(
                    52774, "/csp/bin/mirror_status.cxw", Duration.ofSeconds(5), 1),
                false));
  }

  @Test
  void aNicThatLeavesItsPoolGetsNoMorePackets() {
    String nic = cloud.elsewhere().id("rg-hs", INTERFACES, "hs-vm-a-nic");
    ObjectNode document = cloud.elsewhere().document(nic);
    ((ObjectNode) document.at("/properties/ipConfigurations/0/properties"))
        .remove("loadBalancerBackendAddressPools");
    cloud.elsewhere().put(nic, document);

    assertThat(rules().getFirst().backends()).containsExactly(B);
  }

  private List<LoadBalancingRule> rules() {
    return new LoadBalancerRules(cloud.documents(BALANCERS), cloud.documents(INTERFACES)).all();
  }
}
