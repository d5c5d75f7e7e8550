package io.mirrornet.operator.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.management.exception.ManagementError;
import io.mirrornet.operator.port.Acceptance;
import io.mirrornet.operator.port.CloudError;
import io.mirrornet.operator.port.Operation;
import io.mirrornet.operator.port.Progress;
import java.time.Duration;
import java.util.Optional;

/**
 * ARM's long-running operations ("Track asynchronous Azure operations"): where an answer says that
 * one goes on, and what an answer about one says.
 */
final class Operations {

  /** Between two questions where Azure does not say; Compute allows 15 a minute for a resource. */
  private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

  private static final HttpHeaderName ASYNC_OPERATION =
      HttpHeaderName.fromString("Azure-AsyncOperation");

  private final RetryAfter retryAfter;
  private final Failures failures;

  Operations(RetryAfter retryAfter, Failures failures) {
    this.retryAfter = retryAfter;
    this.failures = failures;
  }

  /** What a success says of a change that was asked for. */
  Acceptance accepted(Answer answer) {
    Document document = Document.read(answer.body());
    if (document.isProvisioned()) {
      return new Acceptance.Done(answer.correlationId());
    }
    Optional<String> url =
        answer.header(ASYNC_OPERATION).or(() -> answer.header(HttpHeaderName.LOCATION));
    if (url.isPresent()) {
      return new Acceptance.Accepted(new Operation(url.get(), answer.correlationId()));
    }
    // Without a URL the resource itself tells how far it is.
    return answer.status() == 202
        ? new Acceptance.Failed(
            new CloudError(
                CloudError.Kind.UNAVAILABLE,
                "",
                "Azure accepted the request and does not say where to follow it",
                Optional.empty(),
                answer.correlationId()))
        : new Acceptance.Done(answer.correlationId());
  }

  /**
   * What an answer about an operation says. {@code Azure-AsyncOperation} tells a state with 200;
   * {@code Location} tells 202 until the end, and then the end itself.
   */
  Progress progress(Answer answer) {
    Document document = Document.read(answer.body());
    if (!answer.isSuccess()) {
      CloudError error = failures.of(answer.status(), answer.headers(), document.error());
      return isOfTheOperation(answer.status())
          ? new Progress.Failed(error)
          : new Progress.Unknown(error);
    }
    String status = answer.status() == 202 ? "Running" : document.status().orElse("Succeeded");
    return switch (status) {
      case "Succeeded" -> new Progress.Succeeded();
      case "Failed", "Canceled", "Cancelled" ->
          new Progress.Failed(
              failures.of(
                  answer.status(),
                  answer.headers(),
                  document.error().or(() -> Optional.of(withoutReason(status)))));
      default -> new Progress.Running(retryAfter.of(answer.headers()).orElse(USUAL_WAIT));
    };
  }

  private static ManagementError withoutReason(String status) {
    return new ManagementError(
        status.startsWith("Cancel") ? "Canceled" : "",
        "the operation ended as %s, and Azure gives no reason".formatted(status));
  }

  /** Other refusals are of the question: no permission, forgotten, too often, Azure's problem. */
  private static boolean isOfTheOperation(int status) {
    return status == 400 || status == 409 || status == 412;
  }
}
