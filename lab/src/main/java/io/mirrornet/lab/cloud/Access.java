package io.mirrornet.lab.cloud;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Who may do what: role assignments and deny assignments as in Azure RBAC. Without a grant nobody
 * may do anything; a deny wins over every grant.
 */
public final class Access {

  private record Assignment(String objectId, String scope, List<String> actions, boolean allow) {

    boolean covers(String who, String action, String where) {
      return holds(who, where) && actions.stream().anyMatch(pattern -> matches(pattern, action));
    }

    boolean holds(String who, String where) {
      return objectId.equals(who)
          && where.startsWith(scope)
          && (scope.isEmpty()
              || where.length() == scope.length()
              || where.charAt(scope.length()) == '/');
    }
  }

  private final List<Assignment> assignments = new ArrayList<>();

  /**
   * Lets a principal do something.
   *
   * @param scope the resource, group or subscription below which it holds; {@code /} is everything
   * @param actions such as {@code Microsoft.Compute/virtualMachines/read}; a star stands for any
   *     number of characters
   */
  public void grant(Principal principal, String scope, Collection<String> actions) {
    assignments.add(assignment(principal, scope, actions, true));
  }

  /** Lets a principal do everything everywhere. */
  public void grantAll(Principal principal) {
    grant(principal, "/", List.of("*"));
  }

  /** Forbids a principal something, whatever has been or will be granted. */
  public void deny(Principal principal, String scope, Collection<String> actions) {
    assignments.add(assignment(principal, scope, actions, false));
  }

  /** Takes all grants and denials of a principal away. */
  public void revoke(Principal principal) {
    assignments.removeIf(assignment -> assignment.objectId().equals(principal.objectId()));
  }

  boolean allows(Principal principal, String action, String scope) {
    String what = action.toLowerCase(Locale.ROOT);
    String where = scope.toLowerCase(Locale.ROOT);
    boolean allowed = false;
    for (Assignment assignment : assignments) {
      if (assignment.covers(principal.objectId(), what, where)) {
        if (!assignment.allow()) {
          return false;
        }
        allowed = true;
      }
    }
    return allowed;
  }

  /** What has been granted to a principal on a scope: the actions of each grant. */
  List<List<String>> roles(Principal principal, String scope) {
    String where = scope.toLowerCase(Locale.ROOT);
    return assignments.stream()
        .filter(Assignment::allow)
        .filter(assignment -> assignment.holds(principal.objectId(), where))
        .map(Assignment::actions)
        .toList();
  }

  /** Whether a principal has any role in a subscription, which is when it can see it. */
  boolean sees(Principal principal, String subscription) {
    String scope = ("/subscriptions/" + subscription).toLowerCase(Locale.ROOT);
    return assignments.stream()
        .filter(assignment -> assignment.allow())
        .filter(assignment -> assignment.objectId().equals(principal.objectId()))
        .anyMatch(
            assignment -> assignment.scope().isEmpty() || assignment.scope().startsWith(scope));
  }

  private static Assignment assignment(
      Principal principal, String scope, Collection<String> actions, boolean allow) {
    String where = scope.toLowerCase(Locale.ROOT);
    return new Assignment(
        principal.objectId(),
        where.endsWith("/") ? where.substring(0, where.length() - 1) : where,
        actions.stream().map(action -> action.toLowerCase(Locale.ROOT)).toList(),
        allow);
  }

  /** Whether a text matches a pattern with stars, by trying the last star again where it fails. */
  private static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
