package io.mirrornet.operator.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaders;
import com.azure.core.management.exception.ManagementError;
import io.mirrornet.operator.azure.connection.SignInFailedException;
import io.mirrornet.operator.azure.mapping.MalformedDocumentException;
import io.mirrornet.operator.port.CloudError;
import io.mirrornet.operator.port.CloudError.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns everything that can go wrong with a request into a value. */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  /** How long a NIC stays reserved after a failed update, by the error's own words. */
  private static final Duration RESERVATION = Duration.ofMinutes(3);

  /** URLs of operations carry a signature in their query, and errors quote them. */
  private static final Pattern SIGNED_QUERY =
      Pattern.compile("(https?://[^\\s?'\"]+)\\?[^\\s'\"]+");

  private final URI resourceManager;
  private final RetryAfter retryAfter;

  Failures(URI resourceManager, RetryAfter retryAfter) {
    this.resourceManager = resourceManager;
    this.retryAfter = retryAfter;
  }

  /** What an exception of the SDK says. */
  CloudError of(RuntimeException failure) {
    if (Thread.currentThread().isInterrupted() || hasCause(failure, InterruptedException.class)) {
      Thread.currentThread().interrupt();
    }
    Optional<SignInFailedException> signIn = cause(failure, SignInFailedException.class);
    if (signIn.isPresent()) {
      Kind kind = signIn.get().isPassing() ? Kind.UNAVAILABLE : Kind.DENIED;
      return unanswered(kind, String.valueOf(signIn.get().getMessage()));
    }
    Optional<HttpResponseException> answered =
        cause(failure, HttpResponseException.class)
            .filter(exception -> Optional.ofNullable(exception.getResponse()).isPresent());
    if (answered.isPresent()) {
      return ofAnswer(answered.get());
    }
    return withoutAnswer(failure);
  }

  /** What a refusal says: HTTP status, headers, and the error of the body if there is one. */
  CloudError of(int status, HttpHeaders headers, Optional<ManagementError> error) {
    List<String> details =
        error.stream()
            .flatMap(top -> Optional.ofNullable(top.getDetails()).stream())
            .flatMap(List::stream)
            .flatMap(detail -> Optional.ofNullable(detail.getCode()).stream())
            .toList();
    String own = error.flatMap(top -> Optional.ofNullable(top.getCode())).orElse("");
    String code = ErrorCodes.telling(own, details);
    Kind kind =
        ErrorCodes.kind(code)
            .filter(known -> !isThrottledWithoutSayingSo(status, code))
            .orElse(ErrorCodes.ofStatus(status));
    return new CloudError(
        kind,
        code,
        message(status, error),
        retryAfter.of(headers).or(() -> waitFor(code)),
        Answer.correlationId(headers));
  }

  /** Compute says {@code OperationNotAllowed} for 429 too, not always with details. */
  private static boolean isThrottledWithoutSayingSo(int status, String code) {
    return status == 429
        && (code.equalsIgnoreCase("OperationNotAllowed")
            || code.equalsIgnoreCase("RetryableError"));
  }

  private CloudError ofAnswer(HttpResponseException exception) {
    Optional<ManagementError> error =
        Optional.ofNullable(exception.getValue())
            .filter(ManagementError.class::isInstance)
            .map(ManagementError.class::cast);
    int status = exception.getResponse().getStatusCode();
    if (status >= 200 && status < 300) {
      return new CloudError(
          Kind.UNAVAILABLE,
          "",
          "Azure's answer (HTTP %d) could not be read: %s"
              .formatted(status, withoutSignatures(String.valueOf(exception.getMessage()))),
          Optional.empty(),
          Answer.correlationId(exception.getResponse().getHeaders()));
    }
    return of(status, exception.getResponse().getHeaders(), error);
  }

  private CloudError withoutAnswer(RuntimeException failure) {
    if (hasCause(failure, MalformedDocumentException.class)) {
      return unanswered(Kind.UNAVAILABLE, String.valueOf(failure.getMessage()));
    }
    if (hasCause(failure, SSLException.class)) {
      return unanswered(
          Kind.UNAVAILABLE,
          "no trusted connection to %s: %s; if a proxy opens TLS, put its authority into the CA"
                  .formatted(resourceManager, reason(failure))
              + " bundle");
    }
    if (hasCause(failure, IOException.class)
        || hasCause(failure, TimeoutException.class)
        || hasCause(failure, InterruptedException.class)) {
      return unanswered(
          Kind.UNAVAILABLE,
          "no answer from %s: %s; if it stays so, look at DNS, proxy and firewall"
              .formatted(resourceManager, reason(failure)));
    }
    // Nothing that is known to happen: told here, since the value has no room for a stack.
    LOG.atWarn().setCause(failure).log("an unexpected failure of a request to Azure");
    return unanswered(Kind.UNAVAILABLE, "the request failed: " + reason(failure));
  }

  private static CloudError unanswered(Kind kind, String message) {
    return new CloudError(kind, "", withoutSignatures(message), Optional.empty(), "");
  }

  private static Optional<Duration> waitFor(String code) {
    return code.equalsIgnoreCase("NicReservedForAnotherVm")
        ? Optional.of(RESERVATION)
        : Optional.empty();
  }

  private static String message(int status, Optional<ManagementError> error) {
    return error
        .flatMap(top -> Optional.ofNullable(top.getMessage()))
        .filter(text -> !text.isBlank())
        .map(text -> withoutSignatures(text + details(error)))
        .orElse("Azure answered with HTTP %d and no error of its own".formatted(status));
  }

  private static String details(Optional<ManagementError> error) {
    return error.stream()
        .flatMap(top -> Optional.ofNullable(top.getDetails()).stream())
        .flatMap(List::stream)
        .map(detail -> " [%s: %s]".formatted(detail.getCode(), detail.getMessage()))
        .reduce("", String::concat);
  }

  static String withoutSignatures(String text) {
    return SIGNED_QUERY.matcher(text).replaceAll("$1?...");
  }

  /**
   * Everything from the first failure that is not a mere wrapping, with its class, since many have
   * a name or an address for a message, or none.
   */
  private static String reason(Throwable failure) {
    return causes(failure)
        .dropWhile(cause -> cause.getCause() != null && !(cause instanceof IOException))
        .map(cause ->
            Optional.ofNullable(cause.getMessage())
                .filter(text -> !text.equals(String.valueOf(cause.getCause())))
                .map(text -> cause.getClass().getSimpleName() + " " + text)
                .orElse(cause.getClass().getSimpleName()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    return cause(failure, type).isPresent();
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Stream<Throwable> causes(@Nullable Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
