package io.mirrornet.operator.azure.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.resourcemanager.compute.fluent.models.ResourceSkuInner;
import com.azure.resourcemanager.network.fluent.models.LoadBalancerInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import io.mirrornet.net.MacAddress;
import io.mirrornet.operator.model.azure.IpConfiguration;
import io.mirrornet.operator.model.azure.LoadBalancer;
import io.mirrornet.operator.model.azure.LoadBalancer.PoolAddress;
import io.mirrornet.operator.model.azure.LoadBalancer.ProbeProtocol;
import io.mirrornet.operator.model.azure.LoadBalancer.Protocol;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.ProvisioningState;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.Subnet;
import io.mirrornet.operator.model.azure.VmSize;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkMappersTest {

  private static final String NETWORK =
      "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network";
  private static final String NIC = NETWORK + "/networkInterfaces/nic";
  private static final String SUBNET = NETWORK + "/virtualNetworks/hub/subnets/hs";
  private static final String LB = NETWORK + "/loadBalancers/lb";
  private static final ResourceId HUB = ResourceId.parse(NETWORK + "/virtualNetworks/hub");

  @Test
  void aNicWithBothAddressFamiliesHasItsIpv4Address() {
    NetworkInterface nic =
        nic(
            """
            {"id": "NIC", "location": "westeurope", "properties": {
              "macAddress": "00-0D-3A-34-16-08", "enableAcceleratedNetworking": true,
              "provisioningState": "Succeeded",
              "networkSecurityGroup": {"id": "NET/networkSecurityGroups/nsg"},
              "ipConfigurations": [
                {"id": "NIC/ipConfigurations/v4", "properties": {"primary": true,
                   "privateIPAddress": "10.2.1.4", "subnet": {"id": "SUBNET"},
                   "publicIPAddress": {"id": "NET/publicIPAddresses/pip"},
                   "applicationSecurityGroups": [{"id": "NET/applicationSecurityGroups/asg"}],
                   "loadBalancerBackendAddressPools": [{"id": "LB/backendAddressPools/p"}]}},
                {"id": "NIC/ipConfigurations/v6", "properties": {
                   "privateIPAddress": "fd00::4", "privateIPAddressVersion": "IPv6",
                   "applicationSecurityGroups": [{"id": "NET/applicationSecurityGroups/asg"}],
                   "subnet": {"id": "SUBNET"}}},
                {"id": "NIC/ipConfigurations/none", "properties": {}}]}}
            """);

    assertThat(nic.mac()).contains(MacAddress.parse("00:0d:3a:34:16:08"));
    assertThat(nic.acceleratedNetworking()).isTrue();
    assertThat(nic.securityGroup()).isPresent();
    assertThat(nic.applicationSecurityGroups()).hasSize(1);
    assertThat(nic.provisioningState()).isEqualTo(ProvisioningState.SUCCEEDED);
    assertThat(nic.ipConfigurations())
        .extracting(IpConfiguration::address)
        .containsExactly(Optional.of(Ipv4Address.parse("10.2.1.4")), Optional.empty());
    assertThat(nic.primaryIpConfiguration().orElseThrow().pools())
        .containsExactly(ResourceId.parse(LB + "/backendAddressPools/p"));
    assertThat(nic.primaryIpConfiguration().orElseThrow().publicAddress()).isPresent();
  }

  @Test
  void aNicThatIsBeingMadeSaysLittle() {
    NetworkInterface nic = nic("{\"id\": \"NIC\"}");

    assertThat(nic.mac()).isEmpty();
    assertThat(nic.ipConfigurations()).isEmpty();
    assertThat(nic.virtualMachine()).isEmpty();
    assertThat(nic.provisioningState()).isEqualTo(ProvisioningState.OTHER);
    assertThatThrownBy(() -> nic("{}")).isInstanceOf(MalformedDocumentException.class);
  }

  @Test
  void aPoolsMembersAreThoseByNicAndThoseByAddressEachInItsNetwork() {
    LoadBalancer balancer =
        balancer(
            """
            "backendAddressPools": [
              {"id": "LB/backendAddressPools/nic", "properties": {
                 "backendIPConfigurations": [{"id": "NIC/ipConfigurations/v4"}],
                 "loadBalancerBackendAddresses": [{"name": "m", "properties": {
                    "networkInterfaceIPConfiguration": {"id": "NIC/ipConfigurations/v4"}}}]}},
              {"id": "LB/backendAddressPools/own", "properties": {"loadBalancerBackendAddresses": [
                 {"properties": {"ipAddress": "10.2.1.4", "virtualNetwork": {"id": "HUB"}}},
                 {"properties": {"ipAddress": "fd00::4", "virtualNetwork": {"id": "HUB"}}}]}},
              {"id": "LB/backendAddressPools/pool", "properties": {"virtualNetwork": {"id": "HUB"},
                 "loadBalancerBackendAddresses": [{"properties": {"ipAddress": "10.2.1.5"}}]}},
              {"id": "LB/backendAddressPools/subnet", "properties": {
                 "loadBalancerBackendAddresses": [
                   {"properties": {"ipAddress": "10.2.1.6", "subnet": {"id": "SUBNET"}}}]}}]
            """);

    assertThat(balancer.pools().getFirst().ipConfigurations()).hasSize(1);
    assertThat(balancer.pools().getFirst().addresses()).isEmpty();
    assertThat(balancer.pools().stream().skip(1).flatMap(pool -> pool.addresses().stream()))
        .containsExactly(
            new PoolAddress(Ipv4Address.parse("10.2.1.4"), Optional.of(HUB)),
            new PoolAddress(Ipv4Address.parse("10.2.1.5"), Optional.of(HUB)),
            new PoolAddress(Ipv4Address.parse("10.2.1.6"), Optional.of(HUB)));
  }

  @ParameterizedTest
  @CsvSource({
    "Tcp, 1972, false, TCP",
    "Udp, 514, false, UDP",
    "Quic, 443, false, UDP",
    "All, 0, true, ALL"
  })
  void aRuleIsReadWithItsProtocolHaPortsAndFloatingIp(
      String protocol, int port, boolean floating, Protocol expected) {
    LoadBalancer balancer =
        balancer(
            """
            "loadBalancingRules": [{"id": "LB/loadBalancingRules/r", "properties": {
              "protocol": "%s", "frontendPort": %d, "backendPort": %d, "enableFloatingIP": %s,
              "frontendIPConfiguration": {"id": "LB/frontendIPConfigurations/f"},
              "backendAddressPool": {"id": "LB/backendAddressPools/p"},
              "backendAddressPools": [{"id": "LB/backendAddressPools/p"},
                                      {"id": "LB/backendAddressPools/q"}],
              "probe": {"id": "LB/probes/p"}}}]
            """
                .formatted(protocol, port, port, floating));

    assertThat(balancer.rules())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.protocol()).isEqualTo(expected);
          assertThat(rule.frontendPort()).isEqualTo(port);
          assertThat(rule.floatingIp()).isEqualTo(floating);
          assertThat(rule.pools()).extracting(ResourceId::name).containsExactly("p", "q");
          assertThat(rule.probe()).isPresent();
        });
  }

  @Test
  void publicFrontendsHaveNoAddressAndNatRulesAreNoWayToAPool() {
    LoadBalancer balancer =
        balancer(
            """
            "frontendIPConfigurations": [
              {"id": "LB/frontendIPConfigurations/public", "properties": {
                 "publicIPAddress": {"id": "NET/publicIPAddresses/pip"}}},
              {"id": "LB/frontendIPConfigurations/v6", "properties": {
                 "privateIPAddress": "fd00::100", "subnet": {"id": "SUBNET"}}},
              {"id": "LB/frontendIPConfigurations/v4", "properties": {
                 "privateIPAddress": "10.2.1.100", "subnet": {"id": "SUBNET"}}}],
            "inboundNatRules": [{"id": "LB/inboundNatRules/n", "properties": {
              "frontendIPConfiguration": {"id": "LB/frontendIPConfigurations/v4"},
              "protocol": "Tcp", "frontendPort": 22, "backendPort": 22}}],
            "loadBalancingRules": [{"id": "LB/loadBalancingRules/unfinished", "properties": {}}],
            "probes": [
              {"id": "LB/probes/http", "properties": {"protocol": "Https", "port": 443,
                 "requestPath": "/csp/bin/mirror_status.cxw"}},
              {"id": "LB/probes/tcp", "properties": {"protocol": "Tcp", "port": 1972}}]
            """);

    assertThat(balancer.frontends())
        .extracting(LoadBalancer.FrontendIpConfiguration::address)
        .containsExactly(
            Optional.empty(), Optional.empty(), Optional.of(Ipv4Address.parse("10.2.1.100")));
    assertThat(balancer.rules()).isEmpty();
    assertThat(balancer.probes())
        .extracting(LoadBalancer.Probe::protocol)
        .containsExactly(ProbeProtocol.HTTPS, ProbeProtocol.TCP);
    assertThat(balancer.probes().getFirst().path()).contains("/csp/bin/mirror_status.cxw");
    assertThat(balancer.probes().getLast().path()).isEmpty();
  }

  @Test
  void aSubnetWithTwoFamiliesIsItsIpv4Prefix() {
    Subnet subnet =
        subnet(
            """
            {"id": "SUBNET", "properties": {"addressPrefixes": ["fd00::/64", "10.2.1.0/24"],
              "networkSecurityGroup": {"id": "NET/networkSecurityGroups/nsg"},
              "ipConfigurations": [{"id": "NIC/ipConfigurations/a"}, {"id": "b"}]}}
            """);

    assertThat(subnet.prefix()).isEqualTo(Ipv4Prefix.parse("10.2.1.0/24"));
    assertThat(subnet.usedAddresses()).isEqualTo(2);
    assertThat(subnet.securityGroup()).isPresent();
    assertThat(subnet.virtualNetwork()).isEqualTo(HUB);
    assertThatThrownBy(() ->
            subnet("{\"id\": \"SUBNET\", \"properties\": {\"addressPrefix\": \"fd00::/64\"}}"))
        .isInstanceOf(MalformedDocumentException.class)
        .hasMessageContaining("IPv4 prefix");
  }

  @ParameterizedTest
  @CsvSource({"Static, true", "Dynamic, false", "'', false"})
  void onlyAStaticPublicAddressIsKept(String method, boolean kept) {
    String document =
        "{\"id\": \"NET/publicIPAddresses/p\", \"properties\": {\"publicIPAllocationMethod\": \"%s\"}}"
            .formatted(method);

    assertThat(
            PublicAddressMapper.map(Json.read(spelled(document), PublicIpAddressInner::fromJson))
                .keptWhenDeallocated())
        .isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({"8, 8", "many, ", "'', "})
  void howManyNicsASizeTakesIsKnownOnlyIfItIsANumber(String value, Integer expected) {
    Optional<VmSize> size =
        size(
            "{\"resourceType\": \"virtualMachines\", \"name\": \"Standard_E8s_v5\","
                + " \"capabilities\": [{\"name\": \"vCPUs\", \"value\": \"8\"}, {\"name\":"
                + " \"MaxNetworkInterfaces\","
                + " \"value\": \"%s\"}]}".formatted(value));

    assertThat(size.orElseThrow().maxNetworkInterfaces())
        .isEqualTo(expected == null ? OptionalInt.empty() : OptionalInt.of(expected));
  }

  @Test
  void aDiskIsNoSizeAndASilentSizeIsUnknown() {
    assertThat(size("{\"resourceType\": \"disks\", \"name\": \"Premium_LRS\"}")).isEmpty();
    assertThat(
            size("{\"resourceType\": \"virtualMachines\", \"name\": \"s\"}")
                .orElseThrow()
                .maxNetworkInterfaces())
        .isEmpty();
  }

  private static Optional<VmSize> size(String json) {
    return VmSizeMapper.map("s", "westeurope", Json.read(json, ResourceSkuInner::fromJson));
  }

  private static NetworkInterface nic(String json) {
    return NetworkInterfaceMapper.map(Json.read(spelled(json), NetworkInterfaceInner::fromJson));
  }

  private static Subnet subnet(String json) {
    return SubnetMapper.map(Json.read(spelled(json), SubnetInner::fromJson));
  }

  private static LoadBalancer balancer(String properties) {
    String json = "{\"id\": \"LB\", \"properties\": {%s}}".formatted(properties);
    return LoadBalancerMapper.map(Json.read(spelled(json), LoadBalancerInner::fromJson));
  }

  private static String spelled(String json) {
    return json.replace("\"NIC", "\"" + NIC)
        .replace("\"SUBNET", "\"" + SUBNET)
        .replace("\"LB", "\"" + LB)
        .replace("\"HUB", "\"" + HUB)
        .replace("\"NET/", "\"" + NETWORK + "/");
  }
}
