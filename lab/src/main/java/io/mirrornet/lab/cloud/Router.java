package io.mirrornet.lab.cloud;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds out from method and path what a request asks for. */
final class Router {

  private final SubscriptionRoutes subscriptions;
  private final GroupRoutes groups;
  private final ResourceRoutes resources;
  private final ChildRoutes children;
  private final OperationRoutes operations;
  private final PermissionRoutes permissions;
  private final Map<String, ResourceType> types = new HashMap<>();

  Router(
      List<ResourceType> types,
      SubscriptionRoutes subscriptions,
      GroupRoutes groups,
      ResourceRoutes resources,
      ChildRoutes children,
      OperationRoutes operations,
      PermissionRoutes permissions) {
    types.forEach(type -> this.types.put(type.name().key(), type));
    this.subscriptions = subscriptions;
    this.groups = groups;
    this.resources = resources;
    this.children = children;
    this.operations = operations;
    this.permissions = permissions;
  }

  /**
   * The route of a request.
   *
   * @throws ArmRefusal with 404 or 405 where there is none
   */
  Route route(ArmRequest request, ArmPath path) {
    if (path.provider().isEmpty()) {
      return path.resourceGroup().isEmpty()
          ? subscriptions.route(request, path)
          : groups.route(request, path);
    }
    if (!subscriptions.knows(path.provider())) {
      throw ResourceErrors.invalidNamespace(path.provider()).refusal();
    }
    if (path.subscription().isEmpty() || path.tail().isEmpty() || path.tailIs(0, "register")) {
      return subscriptions.providerRoute(request, path);
    }
    if (path.tailIs(0, "locations") || path.tailIs(0, "skus")) {
      return operations.route(request, path);
    }
    if (PermissionRoutes.serves(path)) {
      return permissions.route(request, path);
    }
    return path.tail().size() % 2 == 0 ? one(request, path) : several(request, path);
  }

  /** A path that names a resource, or a part of one. */
  private Route one(ArmRequest request, ArmPath path) {
    int size = path.tail().size();
    Optional<ResourceType> type = type(path, path.type(size));
    if (type.isPresent() && !path.resourceGroup().isEmpty()) {
      return resources.one(request, path, type.get());
    }
    Optional<ResourceType> parent = type(path, path.type(size - 2));
    String array = path.tail().get(size - 2);
    return parent
        .flatMap(whole -> childArray(whole, array))
        .map(known -> children.one(request, path, parent.orElseThrow(), known))
        .orElseThrow(() -> unknown(request, path));
  }

  /** A path that ends in a type, an action, or a detail. */
  private Route several(ArmRequest request, ArmPath path) {
    int size = path.tail().size();
    String last = path.tail().getLast();
    if (request.method().equals("POST") && size > 1) {
      return type(path, path.type(size - 1))
          .map(type -> resources.action(path, type, last.toLowerCase(Locale.ROOT)))
          .orElseThrow(() -> unknown(request, path));
    }
    Optional<ResourceType> type = type(path, path.type(size));
    if (type.isPresent()) {
      return resources.list(request, path, type.get());
    }
    if (size == 1) {
      throw unknown(request, path);
    }
    Optional<ResourceType> parent = type(path, path.type(size - 1));
    return parent
        .flatMap(whole -> childArray(whole, last))
        .map(array -> children.list(request, path, parent.orElseThrow(), array))
        .or(() -> parent.map(whole -> resources.detail(request, path, whole, last)))
        .orElseThrow(() -> unknown(request, path));
  }

  private Optional<ResourceType> type(ArmPath path, String type) {
    return Optional.ofNullable(types.get((path.provider() + "/" + type).toLowerCase(Locale.ROOT)));
  }

  private static Optional<String> childArray(ResourceType type, String name) {
    return type.children().stream().filter(array -> array.equalsIgnoreCase(name)).findFirst();
  }

  private static ArmRefusal unknown(ArmRequest request, ArmPath path) {
    return ResourceErrors.invalidType(path.provider(), request.parameter("api-version").orElse(""))
        .refusal();
  }
}
