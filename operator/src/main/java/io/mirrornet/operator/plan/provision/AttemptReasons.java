package io.mirrornet.operator.plan.provision;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.operator.model.Attempt;

/** The reason that a failed operation gives to a condition, by ARM's code. */
final class AttemptReasons {

  private AttemptReasons() {}

  static ConditionReason of(Attempt.Failed failed) {
    return switch (failed.code()) {
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
