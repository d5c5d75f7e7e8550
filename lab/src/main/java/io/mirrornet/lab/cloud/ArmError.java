package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An error as Azure words it: {@code {"error": {"code", "message", "details"}}}.
 *
 * @param status the HTTP status of a request that is refused with it; a long-running operation that
 *     fails with it is still polled with 200
 * @param code the machine reason
 * @param message the words for people
 * @param details what is behind it, if Azure says more
 * @param retryAfter how long the client is asked to wait, if it is
 */
public record ArmError(
    int status,
    String code,
    String message,
    List<ArmError> details,
    Optional<Duration> retryAfter) {

  public ArmError {
    details = List.copyOf(details);
  }

  /** An error without details and without a time to wait. */
  public static ArmError of(int status, String code, String message) {
    return new ArmError(status, code, message, List.of(), Optional.empty());
  }

  ArmError retryAfter(Duration wait) {
    return new ArmError(status, code, message, details, Optional.of(wait));
  }

  ArmError detail(String detailCode, String detailMessage) {
    return new ArmError(
        status, code, message, List.of(of(status, detailCode, detailMessage)), retryAfter);
  }

  ArmRefusal refusal() {
    return new ArmRefusal(this);
  }

  /** The object below {@code error}. */
  ObjectNode document() {
    ObjectNode error = Documents.object();
    error.put("code", code).put("message", message);
    ArrayNode list = error.putArray("details");
    details.forEach(detail -> list.add(detail.document()));
    return error;
  }

  /** The answer that refuses a request with it. */
  public ArmResponse response() {
    ObjectNode body = Documents.object();
    body.set("error", document());
    ArmResponse response = ArmResponse.of(status, body);
    return retryAfter
        .map(wait -> response.with("Retry-After", Long.toString(seconds(wait))))
        .orElse(response);
  }

  /** Whole seconds, rounded up: who waits that long is not refused again. */
  static long seconds(Duration wait) {
    return wait.plusMillis(999).toSeconds();
  }
}
