package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.properties;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Network security groups. Their rules are documents; the lab's fabric does not filter by them. */
final class SecurityGroups implements ResourceType {

  static final TypeName NAME = ApiVersions.network("networkSecurityGroups");

  /** A rule that every group has. */
  private record DefaultRule(
      String name, String source, String destination, String access, int priority, String way) {}

  private static final List<DefaultRule> DEFAULT_RULES =
      List.of(
          new DefaultRule(
              "AllowVnetInBound", "VirtualNetwork", "VirtualNetwork", "Allow", 65_000, "Inbound"),
          new DefaultRule(
              "AllowAzureLoadBalancerInBound",
              "AzureLoadBalancer",
              "*",
              "Allow",
              65_001,
              "Inbound"),
          new DefaultRule("DenyAllInBound", "*", "*", "Deny", 65_500, "Inbound"),
          new DefaultRule(
              "AllowVnetOutBound", "VirtualNetwork", "VirtualNetwork", "Allow", 65_000, "Outbound"),
          new DefaultRule("AllowInternetOutBound", "*", "Internet", "Allow", 65_001, "Outbound"),
          new DefaultRule("DenyAllOutBound", "*", "*", "Deny", 65_500, "Outbound"));

  private final Estate estate;
  private final NetworkWrites writes;
  private final NetworkReferences references;

  SecurityGroups(Estate estate, NetworkWrites writes, NetworkReferences references) {
    this.estate = estate;
    this.writes = writes;
    this.references = references;
  }

  @Override
  public TypeName name() {
    return NAME;
  }

  @Override
  public List<String> children() {
    return List.of("securityRules", "defaultSecurityRules");
  }

  @Override
  public ObjectNode view(Resource resource, Call call) {
    List<String> users = references.to(resource.id().toString());
    if (users.isEmpty()) {
      return resource.document();
    }
    List<String> interfaces = new ArrayList<>();
    List<String> subnets = new ArrayList<>();
    users.forEach(user -> (user.contains("/subnets/") ? subnets : interfaces).add(user));
    ObjectNode view = resource.draft();
    ObjectNode properties = properties(view);
    if (!interfaces.isEmpty()) {
      Documents.references(interfaces, "networkInterfaces", properties);
    }
    if (!subnets.isEmpty()) {
      Documents.references(subnets, "subnets", properties);
    }
    return view;
  }

  @Override
  public ArmResponse put(Call call, ArmId id, ObjectNode body) {
    Optional<Resource> there = estate.store().find(id);
    ObjectNode document = writes.draft(call, id, NAME, body, there);
    ObjectNode properties = properties(document);
    properties.remove(List.of("networkInterfaces", "subnets"));
    properties.set("defaultSecurityRules", defaultRules());
    writes.children(document, id, "securityRules");
    writes.children(document, id, "defaultSecurityRules");
    return writes.commit(call, this, id, document, there);
  }

  @Override
  public ArmResponse patch(Call call, Resource resource, ObjectNode body) {
    return writes.tags(call, this, resource, body);
  }

  @Override
  public ArmResponse delete(Call call, Resource resource) {
    references.to(resource.id().toString()).stream()
        .findFirst()
        .ifPresent(user -> {
          throw NetworkErrors.securityGroupInUse(resource.id(), user).refusal();
        });
    return writes.remove(call, this, resource, () -> {});
  }

  private static ArrayNode defaultRules() {
    ArrayNode rules = Documents.array();
    for (DefaultRule rule : DEFAULT_RULES) {
      ObjectNode element = rules.addObject().put("name", rule.name());
      element
          .putObject("properties")
          .put("protocol", "*")
          .put("sourcePortRange", "*")
          .put("destinationPortRange", "*")
          .put("sourceAddressPrefix", rule.source())
          .put("destinationAddressPrefix", rule.destination())
          .put("access", rule.access())
          .put("priority", rule.priority())
          .put("direction", rule.way());
    }
    return rules;
  }
}
