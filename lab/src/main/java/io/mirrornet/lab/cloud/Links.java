package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.objects;
import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * References from a written document to other resources: each must exist, the writer must be
 * allowed to join it, and it is stored in the case in which the resource was created.
 */
final class Links {

  private final Estate estate;
  private final VirtualNetworks networks;

  Links(Estate estate, VirtualNetworks networks) {
    this.estate = estate;
    this.networks = networks;
  }

  /** Checks a reference of the form {@code {"id": ...}}, if the holder has one of this name. */
  void join(Call call, ArmId user, ObjectNode holder, String field) {
    if (holder.get(field) instanceof ObjectNode reference) {
      join(call, user, reference);
    }
  }

  /** Checks each reference of an array, if the holder has one of this name. */
  void joinAll(Call call, ArmId user, ObjectNode holder, String array) {
    objects(holder.path(array)).forEach(reference -> join(call, user, reference));
  }

  private void join(Call call, ArmId user, ObjectNode reference) {
    String given = text(reference, "id");
    ArmId id = find(given).orElseThrow(() -> NetworkErrors.invalidReference(given, user).refusal());
    String verb =
        id.typeKey().endsWith("applicationsecuritygroups") ? "joinIpConfiguration" : "join";
    call.access().require(id.provider() + "/" + id.type() + "/" + verb + "/action", id.toString());
    reference.put("id", id.toString());
  }

  /** The subnet that a configuration must have. */
  Subnet subnet(Call call, ArmId user, ObjectNode configuration) {
    ObjectNode properties = Documents.properties(configuration);
    String given = text(properties, "subnet", "id");
    Subnet subnet =
        networks
            .subnet(given)
            .orElseThrow(() -> NetworkErrors.invalidReference(given, user).refusal());
    call.access()
        .require("Microsoft.Network/virtualNetworks/subnets/join/action", subnet.id().toString());
    subnet.mustBeProvisioned(user);
    properties.set("subnet", Documents.reference(subnet.id().toString()));
    return subnet;
  }

  /** The id of a resource or of a part of one, in the case of its creation. */
  private Optional<ArmId> find(String given) {
    return ArmId.parse(given)
        .flatMap(id -> {
          Optional<Resource> whole = estate.store().find(id.parent());
          return id.parent().equals(id)
              ? whole.map(Resource::id)
              : whole.flatMap(resource -> part(resource, id));
        });
  }

  private static Optional<ArmId> part(Resource whole, ArmId id) {
    return whole
        .document()
        .path("properties")
        .valueStream()
        .flatMap(Documents::objects)
        .map(element -> text(element, "id"))
        .filter(text -> text.equalsIgnoreCase(id.toString()))
        .findFirst()
        .flatMap(ArmId::parse);
  }
}
