package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.properties;
import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Public addresses. A dynamic one exists only while its machine is allocated. */
final class PublicIpAddresses implements ResourceType {

  static final TypeName NAME = ApiVersions.network("publicIPAddresses");

  private final Estate estate;
  private final NetworkWrites writes;
  private final NetworkReferences references;

  PublicIpAddresses(Estate estate, NetworkWrites writes, NetworkReferences references) {
    this.estate = estate;
    this.writes = writes;
    this.references = references;
  }

  @Override
  public TypeName name() {
    return NAME;
  }

  @Override
  public ObjectNode view(Resource resource, Call call) {
    List<String> users = references.to(resource.id().toString());
    if (users.isEmpty()) {
      return resource.document();
    }
    ObjectNode view = resource.draft();
    properties(view).set("ipConfiguration", Documents.reference(users.getFirst()));
    return view;
  }

  @Override
  public ArmResponse put(Call call, ArmId id, ObjectNode body) {
    Optional<Resource> there = estate.store().find(id);
    ObjectNode document = writes.draft(call, id, NAME, body, there);
    ObjectNode properties = properties(document);
    if (!document.has("sku")) {
      document.putObject("sku").put("name", "Basic").put("tier", "Regional");
    }
    if (!properties.has("publicIPAllocationMethod")) {
      properties.put("publicIPAllocationMethod", "Dynamic");
    }
    if (!properties.has("publicIPAddressVersion")) {
      properties.put("publicIPAddressVersion", "IPv4");
    }
    if (!properties.has("idleTimeoutInMinutes")) {
      properties.put("idleTimeoutInMinutes", 4);
    }
    properties.remove(List.of("ipAddress", "ipConfiguration"));
    there
        .map(existing -> text(existing.document(), "properties", "ipAddress"))
        .filter(address -> !address.isEmpty())
        .or(() ->
            dynamic(document)
                ? Optional.empty()
                : Optional.of(estate.identifiers().publicAddress()))
        .ifPresent(address -> properties.put("ipAddress", address));
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
          throw NetworkErrors.publicAddressAttached(resource.id(), user).refusal();
        });
    return writes.remove(call, this, resource, () -> {});
  }

  /** Refuses a second user of an address. */
  void mustBeFree(String address, String user) {
    if (references.to(address).stream().anyMatch(other -> !other.equalsIgnoreCase(user))) {
      throw NetworkErrors.publicAddressInUse(address, user).refusal();
    }
  }

  /** Gives a dynamic address that has none a new one. */
  void allocate(Resource address) {
    if (dynamic(address.document()) && !address.document().path("properties").has("ipAddress")) {
      ObjectNode changed = address.draft();
      properties(changed).put("ipAddress", estate.identifiers().publicAddress());
      writes.amend(this, address, changed);
    }
  }

  /** Takes a dynamic address away. */
  void release(Resource address) {
    if (dynamic(address.document())) {
      ObjectNode changed = address.draft();
      properties(changed).remove("ipAddress");
      writes.amend(this, address, changed);
    }
  }

  private static boolean dynamic(ObjectNode document) {
    return text(document, "properties", "publicIPAllocationMethod").equalsIgnoreCase("Dynamic");
  }
}
