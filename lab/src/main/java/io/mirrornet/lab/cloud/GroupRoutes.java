package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Requests for resource groups and for all that is in one. */
final class GroupRoutes {

  private static final String ACTION = "Microsoft.Resources/subscriptions/resourceGroups";

  private final Estate estate;
  private final Groups groups;

  GroupRoutes(Estate estate, Groups groups) {
    this.estate = estate;
    this.groups = groups;
  }

  Route route(ArmRequest request, ArmPath path) {
    if (path.tailIs(0, "resources") && path.tail().size() == 1) {
      return route(path, "/resources/read", this::resources);
    }
    if (!path.tail().isEmpty()) {
      throw ResourceErrors.pathNotFound(request.path()).refusal();
    }
    return switch (request.method()) {
      case "GET" -> route(path, "/read", call -> ArmResponse.of(200, require(path)));
      case "HEAD" -> route(path, "/read", call -> head(path));
      case "PUT" -> route(path, "/write", this::put);
      case "PATCH" -> route(path, "/write", this::patch);
      case "DELETE" -> route(path, "/delete", this::delete);
      default -> throw ResourceErrors.methodNotAllowed(request.method()).refusal();
    };
  }

  /** Creates a group or changes its tags. */
  ObjectNode write(String subscription, String name, String location, ObjectNode tags) {
    String spelled = groups.spelled(subscription, name);
    ObjectNode group = Documents.object();
    group.put("id", "/subscriptions/%s/resourceGroups/%s".formatted(subscription, spelled));
    group.put("name", spelled).put("type", "Microsoft.Resources/resourceGroups");
    group.put("location", location);
    if (!tags.isEmpty()) {
      group.set("tags", tags);
    }
    group.putObject("properties").put("provisioningState", "Succeeded");
    groups.put(subscription, name, group);
    return group;
  }

  private ArmResponse put(Call call) {
    ArmPath path = call.path();
    String location = Locations.required(call.body());
    var there = groups.find(path.subscription(), path.resourceGroup());
    there
        .map(group -> text(group, "location"))
        .filter(before -> !before.equals(location))
        .ifPresent(before -> {
          throw ArmError.of(
                  409,
                  "InvalidResourceGroupLocation",
                  ("Invalid resource group location '%s'. The Resource group already exists in"
                          + " location '%s'.")
                      .formatted(location, before))
              .refusal();
        });
    ObjectNode group =
        write(path.subscription(), path.resourceGroup(), location, tags(call.body()));
    return ArmResponse.of(there.isPresent() ? 200 : 201, group);
  }

  private ArmResponse patch(Call call) {
    ObjectNode there = require(call.path());
    ObjectNode body = call.body();
    ObjectNode tags = body.has("tags") ? tags(body) : tags(there);
    ArmPath path = call.path();
    return ArmResponse.of(
        200, write(path.subscription(), path.resourceGroup(), text(there, "location"), tags));
  }

  /** A group goes with all that is in it, at once; machines in it are not shut down first. */
  private ArmResponse delete(Call call) {
    ArmPath path = call.path();
    require(path);
    List<Resource> content =
        estate.store().inGroup(path.subscription(), path.resourceGroup()).toList();
    if (content.stream().anyMatch(one -> one.id().typeKey().equals(VirtualMachines.NAME.key()))) {
      throw ComputeErrors.unsupported("deleting a resource group that holds virtual machines")
          .refusal();
    }
    content.forEach(resource -> {
      estate.addresses().release(resource.id());
      estate.store().remove(resource.id());
    });
    groups.remove(path.subscription(), path.resourceGroup());
    return ArmResponse.empty(200);
  }

  private ArmResponse head(ArmPath path) {
    return ArmResponse.empty(
        groups.find(path.subscription(), path.resourceGroup()).isPresent() ? 204 : 404);
  }

  private ArmResponse resources(Call call) {
    ArmPath path = call.path();
    require(path);
    return Page.of(
        call,
        estate
            .store()
            .inGroup(path.subscription(), path.resourceGroup())
            .map(GroupRoutes::summary)
            .toList(),
        estate.config().pageSize());
  }

  /** What lists over all types say of a resource. */
  static ObjectNode summary(Resource resource) {
    ObjectNode summary = Documents.object();
    Documents.adopt(
        summary,
        resource.document(),
        List.of("id", "name", "type", "location", "tags", "sku", "kind", "zones", "identity"));
    return summary;
  }

  private ObjectNode require(ArmPath path) {
    return groups.require(path.subscription(), path.resourceGroup());
  }

  private static ObjectNode tags(ObjectNode body) {
    return body.get("tags") instanceof ObjectNode tags ? tags.deepCopy() : Documents.object();
  }

  private static Route route(ArmPath path, String verb, Route.Handler handler) {
    return new Route(
        ACTION + verb,
        "/subscriptions/%s/resourceGroups/%s".formatted(path.subscription(), path.resourceGroup()),
        ApiVersions.RESOURCES,
        handler);
  }
}
