package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mirrornet.operator.port.Live;
import io.mirrornet.operator.port.Write;
import java.net.HttpURLConnection;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns what a request came to into a value. */
final class Answers {

  private static final int UNPROCESSABLE = 422;

  private Answers() {}

  /** Makes a request that writes. */
  static Write write(Runnable request) {
    try {
      request.run();
      return new Write.Written();
    } catch (KubernetesClientException e) {
      return failed(e);
    }
  }

  /**
   * Makes a request that reads.
   *
   * @param request null if the API server answered that there is no such object
   */
  static <R, T> Live<T> read(Supplier<@Nullable R> request, Function<R, T> mapper) {
    try {
      R found = request.get();
      return found == null ? new Live.Absent<>() : new Live.Found<>(mapper.apply(found));
    } catch (KubernetesClientException e) {
      return new Live.Unavailable<>(words(e));
    }
  }

  /** What went wrong, in the API server's words where there are any. */
  static String words(KubernetesClientException e) {
    if (e.getStatus() != null && e.getStatus().getMessage() != null) {
      return e.getStatus().getMessage();
    }
    return e.getCause() == null
        ? String.valueOf(e.getMessage())
        : e.getMessage() + ": " + root(e.getCause());
  }

  private static Throwable root(Throwable thrown) {
    return thrown.getCause() == null ? thrown : root(thrown.getCause());
  }

  /** Whether the same request will be refused again. */
  static boolean isRefusal(KubernetesClientException e) {
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_BAD_REQUEST,
          HttpURLConnection.HTTP_FORBIDDEN,
          HttpURLConnection.HTTP_UNSUPPORTED_TYPE,
          UNPROCESSABLE ->
          true;
      default -> false;
    };
  }

  private static Write failed(KubernetesClientException e) {
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_CONFLICT, HttpURLConnection.HTTP_NOT_FOUND ->
          new Write.Conflict();
      default -> isRefusal(e) ? new Write.Refused(words(e)) : new Write.Unavailable(words(e));
    };
  }
}
