package io.mirrornet.operator.plan.provision;

import io.mirrornet.api.ConditionReason;

/** The reason that ARM's error codes give to a condition. */
public final class AzureReasons {

  private AzureReasons() {}

  /**
   * The reason.
   *
   * @param code of an answer of ARM or of its directory; empty if nobody answered
   */
  public static ConditionReason of(String code) {
    return switch (code) {
      case "InvalidAuthenticationToken",
          "InvalidAuthenticationTokenTenant",
          "ExpiredAuthenticationToken",
          "AuthenticationFailed",
          "invalid_client",
          "unauthorized_client" ->
          ConditionReason.CredentialsRefused;
      case "AuthorizationFailed", "LinkedAuthorizationFailed" -> ConditionReason.NotAuthorized;
      case "SubnetIsFull" -> ConditionReason.SubnetFull;
      case "PrivateIPAddressInUse", "PrivateIPAddressIsAllocated" ->
          ConditionReason.AddressNotAvailable;
      case "TooManyRequests", "SubscriptionRequestsThrottled", "ResourceRequestsThrottled" ->
          ConditionReason.AzureThrottled;
      case "" -> ConditionReason.AzureUnreachable;
      default -> ConditionReason.AzureOperationFailed;
    };
  }
}
