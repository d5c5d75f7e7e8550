package io.mirrornet.operator.azure.mapping;

import io.mirrornet.operator.model.azure.VmPermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code Microsoft.Authorization/permissions} grants: an action is allowed if one role names
 * it in its actions and not in its notActions (Azure RBAC, "Understand role definitions"). Deny
 * assignments are not told.
 */
public final class GrantedActions {

  /** The permissions of one role; patterns in which {@code *} stands for any characters. */
  public record Role(List<String> actions, List<String> notActions) {

    public Role {
      actions = List.copyOf(actions);
      notActions = List.copyOf(notActions);
    }

    private boolean allows(String action) {
      return actions.stream().anyMatch(pattern -> matches(pattern, action))
          && notActions.stream().noneMatch(pattern -> matches(pattern, action));
    }

    private static boolean matches(String pattern, String action) {
      String expression = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
      return Pattern.compile(expression, Pattern.CASE_INSENSITIVE).matcher(action).matches();
    }
  }

  private GrantedActions() {}

  /** What of these needs the roles leave open. */
  public static VmPermissions of(Set<String> needed, List<Role> roles) {
    return new VmPermissions(
        needed.stream()
            .filter(action -> roles.stream().noneMatch(role -> role.allows(action)))
            .toList());
  }
}
