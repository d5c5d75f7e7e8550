package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.objects;
import static io.mirrornet.lab.cloud.Documents.properties;
import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Requests for parts of a resource that have an id of their own, such as subnets. A part is stored
 * in its whole, so to write the part is to write the whole with another part.
 */
final class ChildRoutes {

  private final Estate estate;
  private final Groups groups;

  ChildRoutes(Estate estate, Groups groups) {
    this.estate = estate;
    this.groups = groups;
  }

  Route one(ArmRequest request, ArmPath path, ResourceType type, String array) {
    ArmId whole = whole(path, path.tail().size() - 2, type);
    ArmId part = whole.child(array, path.tail().getLast());
    return switch (request.method()) {
      case "GET" -> route(type, array, "/read", part, call -> get(call, type, whole, part));
      case "PUT" -> route(type, array, "/write", part, call -> put(call, type, whole, part));
      case "DELETE" -> route(type, array, "/delete", part, call -> delete(call, type, whole, part));
      default -> throw ResourceErrors.methodNotAllowed(request.method()).refusal();
    };
  }

  Route list(ArmRequest request, ArmPath path, ResourceType type, String array) {
    if (!request.method().equals("GET")) {
      throw ResourceErrors.methodNotAllowed(request.method()).refusal();
    }
    ArmId whole = whole(path, path.tail().size() - 1, type);
    return route(
        type,
        array,
        "/read",
        whole,
        call -> {
          List<ObjectNode> parts =
              objects(type.view(require(whole), call).path("properties").path(array)).toList();
          return Page.of(call, parts, estate.config().pageSize());
        });
  }

  private ArmResponse get(Call call, ResourceType type, ArmId whole, ArmId part) {
    ObjectNode found = find(type.view(require(whole), call), part);
    return ArmResponse.of(200, found).with("ETag", text(found, "etag"));
  }

  private ArmResponse put(Call call, ResourceType type, ArmId whole, ArmId part) {
    ObjectNode draft = require(whole).draft();
    ArrayNode parts = array(draft, part);
    ObjectNode element = call.body().deepCopy();
    element.put("name", part.name());
    int at = index(parts, part);
    if (at < 0) {
      parts.add(element);
    } else {
      parts.set(at, element);
    }
    ArmResponse written = type.put(call, whole, draft);
    ObjectNode shown = find(type.view(estate.store().require(whole), call), part);
    return new ArmResponse(at < 0 ? 201 : 200, written.headers(), Optional.of(shown));
  }

  private ArmResponse delete(Call call, ResourceType type, ArmId whole, ArmId part) {
    ObjectNode draft = require(whole).draft();
    ArrayNode parts = array(draft, part);
    int at = index(parts, part);
    if (at < 0) {
      return ArmResponse.empty(204);
    }
    parts.remove(at);
    ArmResponse written = type.put(call, whole, draft);
    boolean later = written.headers().containsKey("Azure-AsyncOperation");
    return new ArmResponse(later ? 202 : 200, written.headers(), Optional.empty());
  }

  private Resource require(ArmId whole) {
    groups.require(whole.subscription(), whole.resourceGroup());
    return estate.store().require(whole);
  }

  private ArmId whole(ArmPath path, int segments, ResourceType type) {
    ArmId id = path.id(segments);
    return id.spelled(
        groups.spelled(id.subscription(), id.resourceGroup()),
        type.name().provider(),
        type.name().segments());
  }

  private static ArrayNode array(ObjectNode whole, ArmId part) {
    String name = part.type().substring(part.type().lastIndexOf('/') + 1);
    return properties(whole).get(name) instanceof ArrayNode there
        ? there
        : properties(whole).putArray(name);
  }

  private static int index(ArrayNode parts, ArmId part) {
    for (int i = 0; i < parts.size(); i++) {
      if (text(parts.get(i), "name").equalsIgnoreCase(part.name())) {
        return i;
      }
    }
    return -1;
  }

  private static ObjectNode find(ObjectNode whole, ArmId part) {
    String name = part.type().substring(part.type().lastIndexOf('/') + 1);
    return objects(whole.path("properties").path(name))
        .filter(one -> text(one, "name").equalsIgnoreCase(part.name()))
        .findFirst()
        .orElseThrow(() -> ResourceErrors.notFound(part).refusal());
  }

  private static Route route(
      ResourceType type, String array, String verb, ArmId scope, Route.Handler handler) {
    return new Route(
        type.name().full() + "/" + array + verb,
        scope.toString(),
        type.name().apiVersions(),
        handler);
  }
}
