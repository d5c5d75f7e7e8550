package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Requests for whole resources, of whatever type. */
final class ResourceRoutes {

  private final Estate estate;
  private final Groups groups;

  ResourceRoutes(Estate estate, Groups groups) {
    this.estate = estate;
    this.groups = groups;
  }

  Route one(ArmRequest request, ArmPath path, ResourceType type) {
    ArmId id = spelled(path.id(), type);
    return switch (request.method()) {
      case "GET" -> route(type, "/read", id, call -> get(call, type, id));
      case "PUT" -> route(type, "/write", id, call -> put(call, type, id));
      case "PATCH" -> route(type, "/write", id, call -> type.patch(call, require(id), call.body()));
      case "DELETE" -> route(type, "/delete", id, call -> delete(call, type, id));
      default -> throw ResourceErrors.methodNotAllowed(request.method()).refusal();
    };
  }

  Route action(ArmPath path, ResourceType type, String action) {
    ArmId id = spelled(path.id(path.tail().size() - 1), type);
    String spelled = action.equals("poweroff") ? "powerOff" : action;
    return route(type, "/" + spelled + "/action", id, call -> type.act(call, require(id), action));
  }

  Route detail(ArmRequest request, ArmPath path, ResourceType type, String detail) {
    if (!request.method().equals("GET")) {
      throw ResourceErrors.methodNotAllowed(request.method()).refusal();
    }
    ArmId id = spelled(path.id(path.tail().size() - 1), type);
    return route(
        type,
        "/" + detail + "/read",
        id,
        call ->
            type.detail(require(id), detail.toLowerCase(Locale.ROOT))
                .map(json -> ArmResponse.of(200, json))
                .orElseThrow(
                    () -> ResourceErrors.invalidType(id.provider(), call.apiVersion()).refusal()));
  }

  Route list(ArmRequest request, ArmPath path, ResourceType type) {
    if (!request.method().equals("GET")) {
      throw ResourceErrors.methodNotAllowed(request.method()).refusal();
    }
    String scope = "/subscriptions/" + path.subscription();
    if (!path.resourceGroup().isEmpty()) {
      scope += "/resourceGroups/" + path.resourceGroup();
    }
    return new Route(
        type.name().full() + "/read", scope, type.name().apiVersions(), call -> list(call, type));
  }

  private ArmResponse get(Call call, ResourceType type, ArmId id) {
    Resource resource = require(id);
    return ArmResponse.of(200, type.view(resource, call)).with("ETag", resource.etag());
  }

  private ArmResponse put(Call call, ResourceType type, ArmId id) {
    groups.require(id.subscription(), id.resourceGroup());
    ObjectNode body = call.body();
    String location = Locations.required(body);
    if (!estate.config().locations().contains(location)) {
      throw ResourceErrors.locationNotAvailable(
              location, type.name().full(), estate.config().locations())
          .refusal();
    }
    return type.put(call, id, body);
  }

  /** What is not there is deleted already. */
  private ArmResponse delete(Call call, ResourceType type, ArmId id) {
    groups.require(id.subscription(), id.resourceGroup());
    return estate
        .store()
        .find(id)
        .map(resource -> type.delete(call, resource))
        .orElseGet(() -> ArmResponse.empty(204));
  }

  private ArmResponse list(Call call, ResourceType type) {
    ArmPath path = call.path();
    if (!path.resourceGroup().isEmpty()) {
      groups.require(path.subscription(), path.resourceGroup());
    }
    String prefix =
        path.tail().size() == 1 ? "" : spelled(path.id(path.tail().size() - 1), type).key() + "/";
    List<ObjectNode> items =
        estate.store().all(type.name().key()).stream()
            .filter(resource -> resource.id().subscription().equalsIgnoreCase(path.subscription()))
            .filter(resource ->
                path.resourceGroup().isEmpty()
                    || resource.id().resourceGroup().equalsIgnoreCase(path.resourceGroup()))
            .filter(resource -> resource.id().key().startsWith(prefix))
            .map(resource -> type.view(resource, call))
            .toList();
    return Page.of(call, items, estate.config().pageSize());
  }

  private Resource require(ArmId id) {
    groups.require(id.subscription(), id.resourceGroup());
    return estate.store().require(id);
  }

  /** The id with provider, types and group spelled as they are registered. */
  private ArmId spelled(ArmId id, ResourceType type) {
    List<String> types = type.name().segments();
    String group = groups.spelled(id.subscription(), id.resourceGroup());
    return id.spelled(group, type.name().provider(), types.subList(0, id.names().size()));
  }

  private static Route route(ResourceType type, String verb, ArmId id, Route.Handler handler) {
    return new Route(type.name().full() + verb, id.toString(), type.name().apiVersions(), handler);
  }
}
