package io.mirrornet.lab.cloud;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A failure to inject.
 *
 * @param match which requests it meets
 * @param effect what it does to them
 * @param times how often, above 0
 */
public record Fault(Match match, Effect effect, int times) {

  public Fault {
    if (times < 1) {
      throw new IllegalArgumentException(
          "a fault happens at least once, not %d times".formatted(times));
    }
  }

  /** A machine's start finds no room, with one of Azure's codes for that. */
  public static Fault allocation(String machine, String code, int times) {
    return new Fault(
        Match.action("Microsoft.Compute/virtualMachines/start/action")
            .path("/virtualMachines/" + machine + "/"),
        new Effect.FailOperation(ComputeErrors.allocationFailed(code)),
        times);
  }

  /**
   * Which requests a fault meets; what is empty matches everything.
   *
   * @param method the HTTP method
   * @param path a part of the path, in any case
   * @param action the action in the words of Azure RBAC, in any case
   * @param clientId who asks
   */
  public record Match(
      Optional<String> method,
      Optional<String> path,
      Optional<String> action,
      Optional<String> clientId) {

    /** Every request. */
    public static final Match ANY =
        new Match(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Requests for an action, such as {@code Microsoft.Compute/virtualMachines/start/action}. */
    public static Match action(String action) {
      return new Match(Optional.empty(), Optional.empty(), Optional.of(action), Optional.empty());
    }

    /** The same, only for one HTTP method. */
    public Match method(String only) {
      return new Match(Optional.of(only), path, action, clientId);
    }

    /** The same, only for paths with this part. */
    public Match path(String part) {
      return new Match(method, Optional.of(part), action, clientId);
    }

    /** The same, only for one client. */
    public Match client(Principal principal) {
      return new Match(method, path, action, Optional.of(principal.clientId()));
    }

    boolean meets(ArmRequest request, String requested) {
      return method.map(request.method()::equalsIgnoreCase).orElse(true)
          && action.map(requested::equalsIgnoreCase).orElse(true)
          && clientId.map(request.principal().clientId()::equals).orElse(true)
          && path.map(part -> contains(request.path() + "/", part)).orElse(true);
    }

    private static boolean contains(String whole, String part) {
      return whole.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
  }

  /** What a fault does. */
  public sealed interface Effect {

    /** The request is refused and has no effect. */
    record Refuse(ArmError error) implements Effect {}

    /** The connection breaks before the request has an effect. */
    record LoseRequest() implements Effect {}

    /** The request is carried out, and then the connection breaks. */
    record LoseAnswer() implements Effect {}

    /** The answer comes late. */
    record Delay(Duration delay) implements Effect {}

    /** The request is accepted; its long-running operation ends as Failed. */
    record FailOperation(ArmError error) implements Effect {}

    /** The request is accepted; its long-running operation ends as Canceled. */
    record CancelOperation(ArmError error) implements Effect {}

    /** The long-running operation takes so much longer. */
    record StretchOperation(Duration more) implements Effect {}
  }
}
