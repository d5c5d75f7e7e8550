package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.objects;
import static io.mirrornet.lab.cloud.Documents.properties;
import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Load balancers. Members of a NIC pool are written on the NICs and shown here; members of an IP
 * pool are written here and shown nowhere else.
 */
final class LoadBalancers implements ResourceType {

  static final TypeName NAME = ApiVersions.network("loadBalancers");

  private static final List<String> PARTS =
      List.of(
          "frontendIPConfigurations",
          "backendAddressPools",
          "loadBalancingRules",
          "probes",
          "inboundNatRules",
          "outboundRules",
          "inboundNatPools");

  /** What a rule refers to, and the array in which the other side shows it. */
  private static final List<String> RULE_LINKS =
      List.of("frontendIPConfiguration", "backendAddressPool", "probe");

  private final Estate estate;
  private final NetworkWrites writes;
  private final Links links;
  private final PrivateAddresses addresses;
  private final PublicIpAddresses publicAddresses;
  private final NetworkReferences references;
  private final NetworkInterfaces interfaces;

  LoadBalancers(
      Estate estate,
      NetworkWrites writes,
      Links links,
      PublicIpAddresses publicAddresses,
      NetworkReferences references,
      NetworkInterfaces interfaces) {
    this.estate = estate;
    this.writes = writes;
    this.links = links;
    this.addresses = new PrivateAddresses(estate);
    this.publicAddresses = publicAddresses;
    this.references = references;
    this.interfaces = interfaces;
  }

  @Override
  public TypeName name() {
    return NAME;
  }

  @Override
  public List<String> children() {
    return PARTS;
  }

  /** Whether a load balancer has a frontend in a virtual network. */
  static boolean internal(Resource balancer) {
    return objects(balancer.document().path("properties").path("frontendIPConfigurations"))
        .anyMatch(frontend -> frontend.path("properties").has("subnet"));
  }

  @Override
  public ObjectNode view(Resource resource, Call call) {
    ObjectNode view = resource.draft();
    objects(properties(view).path("backendAddressPools")).forEach(this::showMembers);
    return view;
  }

  private void showMembers(ObjectNode pool) {
    List<String> members = references.to(text(pool, "id"));
    if (members.isEmpty()) {
      return;
    }
    ObjectNode properties = properties(pool);
    Documents.references(members, "backendIPConfigurations", properties);
    ArrayNode shown = properties.putArray("loadBalancerBackendAddresses");
    for (String member : members) {
      ArmId.parse(member)
          .ifPresent(id ->
              shown
                  .addObject()
                  .put("name", id.parent().name() + id.name())
                  .putObject("properties")
                  .set("networkInterfaceIPConfiguration", Documents.reference(member)));
    }
  }

  @Override
  public ArmResponse put(Call call, ArmId id, ObjectNode body) {
    Optional<Resource> there = estate.store().find(id);
    ObjectNode document = writes.draft(call, id, NAME, body, there);
    if (!document.has("sku")) {
      document.putObject("sku").put("name", "Standard").put("tier", "Regional");
    }
    for (String part : PARTS) {
      writes.children(document, id, part);
    }
    ObjectNode properties = properties(document);
    objects(properties.path("backendAddressPools")).forEach(pool -> completePool(call, id, pool));
    linkRules(id, properties);
    List<PrivateAddresses.Configuration> placed = new ArrayList<>();
    objects(properties.path("frontendIPConfigurations"))
        .forEach(frontend -> completeFrontend(call, id, frontend, placed));
    addresses.assign(id, placed, there, "frontendIPConfigurations");
    return writes.commit(call, this, id, document, there);
  }

  @Override
  public ArmResponse patch(Call call, Resource resource, ObjectNode body) {
    return writes.tags(call, this, resource, body);
  }

  @Override
  public ArmResponse delete(Call call, Resource resource) {
    return writes.remove(call, this, resource, () -> gone(resource));
  }

  private void gone(Resource balancer) {
    estate.addresses().release(balancer.id());
    members(balancer).forEach(nic -> interfaces.leave(nic, balancer.id()));
  }

  /** The NICs in its pools. */
  private List<Resource> members(Resource balancer) {
    return objects(balancer.document().path("properties").path("backendAddressPools"))
        .flatMap(pool -> references.to(text(pool, "id")).stream())
        .flatMap(member -> ArmId.parse(member).map(ArmId::parent).stream())
        .distinct()
        .flatMap(nic -> estate.store().find(nic).stream())
        .toList();
  }

  private void completeFrontend(
      Call call, ArmId id, ObjectNode frontend, List<PrivateAddresses.Configuration> placed) {
    ObjectNode properties = properties(frontend);
    if (properties.has("subnet")) {
      placed.add(new PrivateAddresses.Configuration(frontend, links.subnet(call, id, frontend)));
      return;
    }
    links.join(call, id, properties, "publicIPAddress");
    publicAddresses.mustBeFree(text(properties, "publicIPAddress", "id"), text(frontend, "id"));
    if (!properties.has("privateIPAllocationMethod")) {
      properties.put("privateIPAllocationMethod", "Dynamic");
    }
  }

  /** Members of NIC pools are shown in each answer, so what comes back of them is not stored. */
  private void completePool(Call call, ArmId id, ObjectNode pool) {
    ObjectNode properties = properties(pool);
    properties.remove(List.of("backendIPConfigurations", "loadBalancingRules", "outboundRules"));
    ArrayNode kept = Documents.array();
    objects(properties.path("loadBalancerBackendAddresses"))
        .filter(member -> !member.path("properties").has("networkInterfaceIPConfiguration"))
        .forEach(member -> {
          ObjectNode inner = properties(member);
          links.join(call, id, inner, "virtualNetwork");
          links.join(call, id, inner, "subnet");
          kept.add(member);
        });
    properties.set("loadBalancerBackendAddresses", kept);
  }

  private static void linkRules(ArmId id, ObjectNode properties) {
    for (String array : List.of("frontendIPConfigurations", "probes")) {
      objects(properties.path(array))
          .forEach(
              part -> properties(part).remove(List.of("loadBalancingRules", "inboundNatRules")));
    }
    objects(properties.path("loadBalancingRules"))
        .forEach(rule -> {
          ObjectNode inner = properties(rule);
          completeRule(inner);
          for (String link : RULE_LINKS) {
            if (inner.has(link)) {
              showRule(id, properties, text(inner, link, "id"), text(rule, "id"));
            }
          }
        });
  }

  private static void completeRule(ObjectNode rule) {
    JsonNode pools = rule.path("backendAddressPools");
    if (!rule.has("backendAddressPool") && pools.path(0).has("id")) {
      rule.set("backendAddressPool", Documents.reference(text(pools.path(0), "id")));
    } else if (rule.has("backendAddressPool") && !pools.isArray()) {
      rule.putArray("backendAddressPools")
          .add(Documents.reference(text(rule, "backendAddressPool", "id")));
    }
    for (String flag : List.of("enableFloatingIP", "enableTcpReset", "disableOutboundSnat")) {
      rule.put(flag, rule.path(flag).asBoolean());
    }
    if (!rule.has("idleTimeoutInMinutes")) {
      rule.put("idleTimeoutInMinutes", 4);
    }
    if (!rule.has("loadDistribution")) {
      rule.put("loadDistribution", "Default");
    }
  }

  private static void showRule(ArmId id, ObjectNode properties, String target, String rule) {
    ObjectNode part =
        PARTS.stream()
            .flatMap(array -> objects(properties.path(array)))
            .filter(one -> text(one, "id").equalsIgnoreCase(target))
            .findFirst()
            .orElseThrow(() -> NetworkErrors.invalidReference(target, id).refusal());
    ObjectNode inner = properties(part);
    (inner.get("loadBalancingRules") instanceof ArrayNode shown
            ? shown
            : inner.putArray("loadBalancingRules"))
        .add(Documents.reference(rule));
  }
}
