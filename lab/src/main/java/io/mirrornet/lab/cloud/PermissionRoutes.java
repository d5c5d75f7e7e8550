package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * {@code SCOPE/providers/Microsoft.Authorization/permissions}: what the caller's roles allow on a
 * resource. Denials are not shown, as on Azure.
 */
final class PermissionRoutes {

  /** The provider, the type, and the word before them. */
  private static final int SEGMENTS = 3;

  private final Access access;

  PermissionRoutes(Access access) {
    this.access = access;
  }

  static boolean serves(ArmPath path) {
    int at = path.tail().size() - SEGMENTS;
    return at > 0
        && at % 2 == 0
        && path.tailIs(at, "providers")
        && path.tailIs(at + 1, "Microsoft.Authorization")
        && path.tailIs(at + 2, "permissions");
  }

  Route route(ArmRequest request, ArmPath path) {
    if (!request.method().equals("GET")) {
      throw ResourceErrors.methodNotAllowed(request.method()).refusal();
    }
    String scope = path.id(path.tail().size() - SEGMENTS).toString();
    return new Route(
        "Microsoft.Authorization/permissions/read",
        scope,
        ApiVersions.PERMISSIONS,
        call -> ArmResponse.of(200, permissions(call.request().principal(), scope)));
  }

  private ObjectNode permissions(Principal principal, String scope) {
    ArrayNode permissions = Documents.array();
    for (List<String> role : access.roles(principal, scope)) {
      ObjectNode permission = permissions.addObject();
      ArrayNode actions = permission.putArray("actions");
      role.forEach(actions::add);
      permission.putArray("notActions");
      permission.putArray("dataActions");
      permission.putArray("notDataActions");
    }
    return Documents.list(permissions);
  }
}
