package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.child;
import static io.mirrornet.lab.cloud.Documents.properties;
import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** How the document of a machine follows from what clients PUT and PATCH. */
final class MachineDocument {

  private static final List<String> CLIENT_FIELDS =
      List.of("tags", "zones", "identity", "plan", "extendedLocation");

  /** Sections that a PUT may leave out without taking them away. */
  private static final List<String> KEPT =
      List.of("vmId", "timeCreated", "osProfile", "storageProfile", "hardwareProfile");

  private MachineDocument() {}

  /** The document of a new machine. */
  static ObjectNode created(
      ArmId id, String location, ObjectNode body, String vmId, String time, String diskSuffix) {
    ObjectNode document = shell(id, location, body);
    ObjectNode properties = properties(document);
    properties.put("vmId", vmId).put("timeCreated", time);
    ObjectNode storage = child(properties, "storageProfile");
    ObjectNode disk = child(storage, "osDisk");
    String diskName = disk.has("name") ? text(disk, "name") : id.name() + "_OsDisk_1_" + diskSuffix;
    disk.put("name", diskName);
    setIfAbsent(disk, "osType", "Linux");
    setIfAbsent(disk, "createOption", "FromImage");
    setIfAbsent(disk, "caching", "ReadWrite");
    setIfAbsent(disk, "deleteOption", "Detach");
    ObjectNode managed = child(disk, "managedDisk");
    setIfAbsent(managed, "storageAccountType", "Premium_LRS");
    managed.put("id", id.sibling("disks", diskName).toString());
    if (!storage.has("dataDisks")) {
      storage.putArray("dataDisks");
    }
    ObjectNode os = child(properties, "osProfile");
    setIfAbsent(os, "computerName", id.name());
    os.remove(List.of("adminPassword", "customData"));
    return document;
  }

  /** The document after a PUT on a machine that is there. */
  static ObjectNode replaced(Resource there, ObjectNode body) {
    ObjectNode document = shell(there.id(), there.location(), body);
    ObjectNode properties = properties(document);
    ObjectNode before = (ObjectNode) there.document().path("properties");
    for (String section : KEPT) {
      JsonNode kept = before.get(section);
      if (kept instanceof ObjectNode old && properties.get(section) instanceof ObjectNode given) {
        ObjectNode merged = old.deepCopy();
        merge(merged, given);
        properties.set(section, merged);
      } else if (kept != null) {
        properties.set(section, kept.deepCopy());
      }
    }
    if (!properties.has("networkProfile")) {
      NetworkProfile.keep(document, there.document());
    }
    mayChange(there.document(), document);
    return document;
  }

  /** The document after a PATCH: objects are merged, everything else is replaced. */
  static ObjectNode patched(Resource there, ObjectNode body) {
    ObjectNode document = there.draft();
    ObjectNode given = body.deepCopy();
    if (given.get("properties") instanceof ObjectNode properties) {
      properties.remove(List.of("provisioningState", "vmId", "timeCreated", "instanceView"));
    }
    JsonNode tags = given.remove("tags");
    if (tags instanceof ObjectNode) {
      document.set("tags", tags);
    }
    given.remove(List.of("id", "name", "type", "location", "etag"));
    merge(document, given);
    mayChange(there.document(), document);
    return document;
  }

  private static ObjectNode shell(ArmId id, String location, ObjectNode body) {
    ObjectNode document = Documents.object();
    document.put("name", id.name()).put("id", id.toString());
    document.put("type", VirtualMachines.NAME.full()).put("location", location);
    Documents.adopt(document, body, CLIENT_FIELDS);
    if (body.get("properties") instanceof ObjectNode given) {
      ObjectNode copy = given.deepCopy();
      copy.remove(List.of("provisioningState", "vmId", "timeCreated", "instanceView"));
      document.set("properties", copy);
    }
    return document;
  }

  private static void mayChange(ObjectNode before, ObjectNode after) {
    for (List<String> path :
        List.of(
            List.of("zones"),
            List.of("properties", "osProfile", "computerName"),
            List.of("properties", "storageProfile", "osDisk", "name"),
            List.of("properties", "storageProfile", "osDisk", "diffDiskSettings"),
            List.of("properties", "availabilitySet"))) {
      if (!at(before, path).equals(at(after, path))) {
        throw ComputeErrors.changeNotAllowed(
                String.join(".", path.subList(path.size() == 1 ? 0 : 1, path.size())))
            .refusal();
      }
    }
  }

  private static JsonNode at(ObjectNode document, List<String> path) {
    JsonNode at = document;
    for (String name : path) {
      at = at.path(name);
    }
    return at;
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    from.properties()
        .forEach(field -> {
          if (field.getValue() instanceof ObjectNode more
              && into.get(field.getKey()) instanceof ObjectNode there) {
            merge(there, more);
          } else {
            into.set(field.getKey(), field.getValue());
          }
        });
  }

  private static void setIfAbsent(ObjectNode object, String name, String value) {
    if (!object.has(name)) {
      object.put(name, value);
    }
  }

  /** Whether the machine's OS disk lives on the host, and is lost when it leaves it. */
  static boolean ephemeral(ObjectNode document) {
    return Optional.of(
            text(document, "properties", "storageProfile", "osDisk", "diffDiskSettings", "option"))
        .filter(option -> option.equalsIgnoreCase("Local"))
        .isPresent();
  }
}
