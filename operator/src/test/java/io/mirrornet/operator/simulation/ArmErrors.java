package io.mirrornet.operator.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mirrornet.lab.cloud.ArmResponse;
import io.mirrornet.operator.port.CloudError;
import io.mirrornet.operator.port.CloudError.Kind;
import java.time.Duration;
import java.util.Optional;

/** What ARM's errors mean to the operator. */
final class ArmErrors {

  private ArmErrors() {}

  static CloudError noAnswer() {
    return new CloudError(Kind.UNAVAILABLE, "", "connection reset", Optional.empty(), "");
  }

  static CloudError of(ArmResponse response) {
    return of(response.body().orElseGet(MissingNode::getInstance).path("error"), response);
  }

  static CloudError of(JsonNode error, ArmResponse response) {
    String code = error.path("code").asText();
    return new CloudError(
        kind(code, response.status()),
        code,
        error.path("message").asText(),
        retryAfter(response),
        response.header("x-ms-correlation-request-id").orElse(""));
  }

  static Optional<Duration> retryAfter(ArmResponse response) {
    return response.header("Retry-After").map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  private static Kind kind(String code, int status) {
    return switch (code) {
      case "AuthorizationFailed", "LinkedAuthorizationFailed" -> Kind.DENIED;
      case "AllocationFailed",
          "ZonalAllocationFailed",
          "OverconstrainedAllocationRequest",
          "SkuNotAvailable" ->
          Kind.NO_CAPACITY;
      case "Conflict",
          "OperationPreempted",
          "PreconditionFailed",
          "NicReservedForAnotherVm",
          "AnotherOperationInProgress",
          "CanceledAndSupersededDueToAnotherOperation",
          "RetryableError" ->
          Kind.CONFLICT;
      case "InternalExecutionError", "InternalServerError", "NetworkingInternalOperationError" ->
          Kind.UNAVAILABLE;
      default -> status == 429 ? Kind.THROTTLED : status >= 500 ? Kind.UNAVAILABLE : Kind.REFUSED;
    };
  }
}
