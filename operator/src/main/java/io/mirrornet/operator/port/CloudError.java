package io.mirrornet.operator.port;

import io.mirrornet.api.ConditionReason;
import java.time.Duration;
import java.util.Optional;

/**
 * Why ARM did not do or tell something.
 *
 * @param kind what it means for what comes next
 * @param code ARM's code, such as {@code AllocationFailed}; empty if there was no answer
 * @param message ARM's words
 * @param retryAfter how long ARM wants to be left alone
 * @param correlationId by which Azure's support finds the request; empty if there was no answer
 */
public record CloudError(
    Kind kind, String code, String message, Optional<Duration> retryAfter, String correlationId) {

  /** Classes of errors, told by ARM's code rather than by the HTTP status. */
  public enum Kind {
    /** No permission, or none any more: a person has to give it. */
    DENIED,
    /** Too many requests: later. */
    THROTTLED,
    /** Another operation is under way, or the document has changed: look again. */
    CONFLICT,
    /** Azure has no machine for the VM now. */
    NO_CAPACITY,
    /** The request can never succeed as it is: a person has to change something. */
    REFUSED,
    /** No answer, or one that says that Azure has a problem. Whether it took effect is unknown. */
    UNAVAILABLE
  }

  /**
   * How a condition names it. The class of the error comes first: a sign-in that was refused has no
   * code, since ARM was never asked.
   */
  public ConditionReason reason() {
    return switch (kind) {
      case DENIED -> denied();
      case THROTTLED -> ConditionReason.AzureThrottled;
      case REFUSED -> refused();
      case UNAVAILABLE ->
          code.isEmpty() ? ConditionReason.AzureUnreachable : ConditionReason.AzureOperationFailed;
      case CONFLICT, NO_CAPACITY -> ConditionReason.AzureOperationFailed;
    };
  }

  /** The code, where there is one, and the message. */
  public String words() {
    return code.isEmpty() ? message : code + ": " + message;
  }

  private ConditionReason denied() {
    return switch (code) {
      case "",
          "AuthenticationFailed",
          "InvalidAuthenticationToken",
          "InvalidAuthenticationTokenAudience",
          "InvalidAuthenticationTokenTenant",
          "ExpiredAuthenticationToken" ->
          ConditionReason.CredentialsRefused;
      default -> ConditionReason.NotAuthorized;
    };
  }

  private ConditionReason refused() {
    return switch (code) {
      case "SubnetIsFull" -> ConditionReason.SubnetFull;
      case "PrivateIPAddressInUse", "PrivateIPAddressIsAllocated" ->
          ConditionReason.AddressNotAvailable;
      default -> ConditionReason.AzureOperationFailed;
    };
  }

  /** Whether trying again later may help without anybody changing anything. */
  public boolean isTransient() {
    return switch (kind) {
      case THROTTLED, CONFLICT, NO_CAPACITY, UNAVAILABLE -> true;
      case DENIED, REFUSED -> false;
    };
  }
}
