package io.mirrornet.operator.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import io.mirrornet.net.MacAddress;
import io.mirrornet.operator.model.azure.IpConfiguration;
import io.mirrornet.operator.model.azure.LoadBalancer;
import io.mirrornet.operator.model.azure.LoadBalancer.BackendPool;
import io.mirrornet.operator.model.azure.LoadBalancer.FrontendIpConfiguration;
import io.mirrornet.operator.model.azure.LoadBalancer.PoolAddress;
import io.mirrornet.operator.model.azure.LoadBalancer.Probe;
import io.mirrornet.operator.model.azure.LoadBalancer.ProbeProtocol;
import io.mirrornet.operator.model.azure.LoadBalancer.Protocol;
import io.mirrornet.operator.model.azure.LoadBalancer.Rule;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.NicReference;
import io.mirrornet.operator.model.azure.NicReference.DeleteOption;
import io.mirrornet.operator.model.azure.PowerState;
import io.mirrornet.operator.model.azure.ProvisioningState;
import io.mirrornet.operator.model.azure.PublicAddress;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.SizeName;
import io.mirrornet.operator.model.azure.Subnet;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.azure.VirtualMachine.OperatingSystem;
import io.mirrornet.operator.model.azure.VmSize;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads ARM's documents as the operator's own values. */
final class ArmDocuments {

  private ArmDocuments() {}

  static Stream<JsonNode> each(JsonNode array) {
    return array.valueStream();
  }

  static Optional<String> text(JsonNode node) {
    return Optional.of(node.asText("")).filter(text -> !text.isEmpty());
  }

  private static ResourceId id(JsonNode node) {
    return ResourceId.parse(node.path("id").asText());
  }

  private static Optional<ResourceId> reference(JsonNode node) {
    return text(node.path("id")).map(ResourceId::parse);
  }

  private static Optional<Ipv4Address> address(JsonNode node) {
    return text(node).flatMap(Ipv4Address::tryParse);
  }

  private static Map<String, String> tags(JsonNode document) {
    Map<String, String> tags = new HashMap<>();
    document
        .path("tags")
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    return tags;
  }

  private static ProvisioningState state(JsonNode properties) {
    String word = properties.path("provisioningState").asText().toUpperCase(Locale.ROOT);
    return Stream.of(ProvisioningState.values())
        .filter(state -> state.name().equals(word))
        .findFirst()
        .orElse(ProvisioningState.OTHER);
  }

  static VirtualMachine virtualMachine(JsonNode document) {
    JsonNode properties = document.path("properties");
    JsonNode disk = properties.path("storageProfile").path("osDisk");
    return new VirtualMachine(
        id(document),
        UUID.fromString(properties.path("vmId").asText()),
        document.path("location").asText(),
        each(document.path("zones")).findFirst().map(JsonNode::asText),
        properties.path("hardwareProfile").path("vmSize").asText(),
        disk.path("osType").asText().equals("Windows")
            ? OperatingSystem.WINDOWS
            : OperatingSystem.LINUX,
        reference(properties.path("virtualMachineScaleSet")),
        text(document.path("managedBy")),
        disk.path("diffDiskSettings").path("option").asText().equals("Local"),
        each(properties.path("networkProfile").path("networkInterfaces"))
            .map(ArmDocuments::nicReference)
            .toList(),
        tags(document),
        state(properties),
        text(document.path("etag")));
  }

  private static NicReference nicReference(JsonNode node) {
    return new NicReference(
        id(node),
        node.path("properties").path("primary").asBoolean(),
        switch (node.path("properties").path("deleteOption").asText()) {
          case "Delete" -> DeleteOption.DELETE;
          case "Detach" -> DeleteOption.DETACH;
          default -> DeleteOption.UNSET;
        });
  }

  static NetworkInterface networkInterface(JsonNode document) {
    JsonNode properties = document.path("properties");
    return new NetworkInterface(
        id(document),
        document.path("location").asText(),
        text(properties.path("macAddress")).flatMap(MacAddress::tryParse),
        each(properties.path("ipConfigurations")).map(ArmDocuments::ipConfiguration).toList(),
        reference(properties.path("networkSecurityGroup")),
        each(properties
                .path("ipConfigurations")
                .path(0)
                .path("properties")
                .path("applicationSecurityGroups"))
            .map(ArmDocuments::id)
            .toList(),
        properties.path("enableAcceleratedNetworking").asBoolean(),
        reference(properties.path("virtualMachine")),
        tags(document),
        state(properties),
        text(document.path("etag")));
  }

  private static IpConfiguration ipConfiguration(JsonNode node) {
    JsonNode properties = node.path("properties");
    return new IpConfiguration(
        id(node),
        properties.path("primary").asBoolean(),
        address(properties.path("privateIPAddress")),
        id(properties.path("subnet")),
        reference(properties.path("publicIPAddress")),
        each(properties.path("loadBalancerBackendAddressPools")).map(ArmDocuments::id).toList());
  }

  static LoadBalancer loadBalancer(JsonNode document) {
    JsonNode properties = document.path("properties");
    return new LoadBalancer(
        id(document),
        each(properties.path("frontendIPConfigurations"))
            .map(node ->
                new FrontendIpConfiguration(
                    id(node),
                    address(node.path("properties").path("privateIPAddress")),
                    reference(node.path("properties").path("subnet"))))
            .toList(),
        each(properties.path("backendAddressPools")).map(ArmDocuments::pool).toList(),
        each(properties.path("loadBalancingRules")).map(ArmDocuments::rule).toList(),
        each(properties.path("probes")).map(ArmDocuments::probe).toList());
  }

  private static BackendPool pool(JsonNode node) {
    JsonNode properties = node.path("properties");
    return new BackendPool(
        id(node),
        each(properties.path("backendIPConfigurations")).map(ArmDocuments::id).toList(),
        each(properties.path("loadBalancerBackendAddresses"))
            .map(member -> member.path("properties"))
            .flatMap(member ->
                address(member.path("ipAddress")).stream()
                    .map(found -> new PoolAddress(found, reference(member.path("virtualNetwork")))))
            .toList());
  }

  private static Rule rule(JsonNode node) {
    JsonNode properties = node.path("properties");
    return new Rule(
        id(node),
        id(properties.path("frontendIPConfiguration")),
        reference(properties.path("backendAddressPool")).stream().toList(),
        Protocol.valueOf(properties.path("protocol").asText().toUpperCase(Locale.ROOT)),
        properties.path("frontendPort").asInt(),
        properties.path("backendPort").asInt(),
        properties.path("enableFloatingIP").asBoolean(),
        reference(properties.path("probe")));
  }

  private static Probe probe(JsonNode node) {
    JsonNode properties = node.path("properties");
    return new Probe(
        id(node),
        ProbeProtocol.valueOf(properties.path("protocol").asText().toUpperCase(Locale.ROOT)),
        properties.path("port").asInt(),
        text(properties.path("requestPath")));
  }

  static Subnet subnet(JsonNode document) {
    JsonNode properties = document.path("properties");
    return new Subnet(
        id(document),
        Ipv4Prefix.parse(properties.path("addressPrefix").asText()),
        properties.path("ipConfigurations").size(),
        reference(properties.path("networkSecurityGroup")));
  }

  static PublicAddress publicAddress(JsonNode document) {
    return new PublicAddress(
        id(document),
        document.path("properties").path("publicIPAllocationMethod").asText().equals("Static"));
  }

  static PowerState powerState(JsonNode instanceView) {
    return each(instanceView.path("statuses"))
        .map(status -> PowerState.ofCode(status.path("code").asText()))
        .filter(state -> state != PowerState.UNKNOWN)
        .findFirst()
        .orElse(PowerState.UNKNOWN);
  }

  static List<VmSize> sizes(String subscription, String location, JsonNode skus) {
    return each(skus.path("value"))
        .filter(sku -> sku.path("resourceType").asText().equals("virtualMachines"))
        .map(sku ->
            new VmSize(
                new SizeName(subscription, location, sku.path("name").asText()),
                each(sku.path("capabilities"))
                    .filter(one -> one.path("name").asText().equals("MaxNetworkInterfaces"))
                    .mapToInt(one -> Integer.parseInt(one.path("value").asText()))
                    .boxed()
                    .findFirst()
                    .map(OptionalInt::of)
                    .orElse(OptionalInt.empty())))
        .toList();
  }
}
