package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.objects;
import static io.mirrornet.lab.cloud.Documents.properties;
import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mirrornet.net.Ipv4Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Virtual networks and their subnets. */
final class VirtualNetworks implements ResourceType {

  static final TypeName NAME = ApiVersions.network("virtualNetworks");

  private final Estate estate;
  private final NetworkWrites writes;

  VirtualNetworks(Estate estate, NetworkWrites writes) {
    this.estate = estate;
    this.writes = writes;
  }

  @Override
  public TypeName name() {
    return NAME;
  }

  @Override
  public List<String> children() {
    return List.of("subnets", "virtualNetworkPeerings");
  }

  @Override
  public ObjectNode view(Resource resource, Call call) {
    ObjectNode document = resource.document();
    boolean used =
        objects(document.path("properties").path("subnets"))
            .anyMatch(subnet -> owners(subnet).iterator().hasNext());
    if (!used) {
      return document;
    }
    ObjectNode view = resource.draft();
    objects(properties(view).path("subnets"))
        .forEach(subnet -> {
          Iterable<String> owners = owners(subnet);
          if (owners.iterator().hasNext()) {
            Documents.references(owners, "ipConfigurations", properties(subnet));
          }
        });
    return view;
  }

  private Iterable<String> owners(ObjectNode subnet) {
    return ArmId.parse(text(subnet, "id")).map(estate.addresses()::owners).orElse(List.of());
  }

  @Override
  public ArmResponse put(Call call, ArmId id, ObjectNode body) {
    Optional<Resource> there = estate.store().find(id);
    ObjectNode document = writes.draft(call, id, NAME, body, there);
    List<Ipv4Prefix> space = addressSpace(document);
    List<ObjectNode> subnets = writes.children(document, id, "subnets");
    writes.children(document, id, "virtualNetworkPeerings");
    subnets.forEach(subnet -> complete(subnet, space, id));
    mustNotOverlap(subnets);
    there.ifPresent(existing -> usedSubnetsStay(existing, subnets));
    ObjectNode properties = properties(document);
    if (!properties.has("enableDdosProtection")) {
      properties.put("enableDdosProtection", false);
    }
    return writes.commit(call, this, id, document, there);
  }

  @Override
  public ArmResponse patch(Call call, Resource resource, ObjectNode body) {
    return writes.tags(call, this, resource, body);
  }

  @Override
  public ArmResponse delete(Call call, Resource resource) {
    usedSubnetsStay(resource, List.of());
    return writes.remove(call, this, resource, () -> {});
  }

  /** The subnet that an id names, unless its network is still being written. */
  Optional<Subnet> subnet(String reference) {
    return ArmId.parse(reference)
        .filter(id -> id.type().equalsIgnoreCase("virtualNetworks/subnets"))
        .flatMap(id -> estate.store().find(id.parent()).flatMap(network -> subnet(network, id)));
  }

  private static Optional<Subnet> subnet(Resource network, ArmId id) {
    return objects(network.document().path("properties").path("subnets"))
        .filter(subnet -> text(subnet, "name").equalsIgnoreCase(id.name()))
        .findFirst()
        .flatMap(subnet ->
            ArmId.parse(text(subnet, "id"))
                .map(named -> new Subnet(named, network, prefix(subnet))));
  }

  private static List<Ipv4Prefix> addressSpace(ObjectNode document) {
    List<Ipv4Prefix> space = new ArrayList<>();
    document
        .path("properties")
        .path("addressSpace")
        .path("addressPrefixes")
        .forEach(text -> space.add(prefix(text.asText())));
    if (space.isEmpty()) {
      throw NetworkErrors.invalidFormat("properties.addressSpace.addressPrefixes is empty")
          .refusal();
    }
    return space;
  }

  private static void complete(ObjectNode subnet, List<Ipv4Prefix> space, ArmId network) {
    ObjectNode properties = properties(subnet);
    Ipv4Prefix prefix = prefix(subnet);
    if (space.stream().noneMatch(whole -> whole.contains(prefix))) {
      throw NetworkErrors.subnetOutsideNetwork(text(subnet, "name"), network).refusal();
    }
    if (!properties.has("delegations")) {
      properties.putArray("delegations");
    }
    properties.remove("ipConfigurations");
    setIfAbsent(properties, "privateEndpointNetworkPolicies", "Disabled");
    setIfAbsent(properties, "privateLinkServiceNetworkPolicies", "Enabled");
  }

  private static void setIfAbsent(ObjectNode properties, String name, String value) {
    if (!properties.has(name)) {
      properties.put(name, value);
    }
  }

  private static void mustNotOverlap(List<ObjectNode> subnets) {
    for (int i = 0; i < subnets.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (prefix(subnets.get(i)).overlaps(prefix(subnets.get(j)))) {
          throw NetworkErrors.subnetsOverlap(
                  text(subnets.get(i), "name"), text(subnets.get(j), "name"))
              .refusal();
        }
      }
    }
  }

  /** A subnet in which something has an address can neither go nor change its prefix. */
  private void usedSubnetsStay(Resource network, List<ObjectNode> subnets) {
    objects(network.document().path("properties").path("subnets"))
        .forEach(before -> {
          ArmId id = ArmId.parse(text(before, "id")).orElseThrow();
          Optional<String> user = estate.addresses().anyOwner(id);
          Optional<ObjectNode> after =
              subnets.stream()
                  .filter(one -> text(one, "name").equalsIgnoreCase(id.name()))
                  .findFirst();
          if (user.isPresent() && after.isEmpty()) {
            throw NetworkErrors.subnetInUse(id, user.get()).refusal();
          }
          if (user.isPresent() && !prefix(after.orElseThrow()).equals(prefix(before))) {
            throw NetworkErrors.subnetPrefixInUse(id).refusal();
          }
        });
  }

  private static Ipv4Prefix prefix(ObjectNode subnet) {
    String single = text(subnet, "properties", "addressPrefix");
    if (!single.isEmpty()) {
      return prefix(single);
    }
    return subnet.path("properties").path("addressPrefixes") instanceof ArrayNode several
            && !several.isEmpty()
        ? prefix(several.get(0).asText())
        : prefix("");
  }

  private static Ipv4Prefix prefix(String text) {
    return Ipv4Prefix.tryParse(text).orElseThrow(() -> NetworkErrors.invalidPrefix(text).refusal());
  }
}
