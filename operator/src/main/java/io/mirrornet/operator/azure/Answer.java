package io.mirrornet.operator.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.util.Optional;

/**
 * An answer of Resource Manager, read to its end.
 *
 * @param body may hold what is nobody's business; {@link #toString} does not show it
 */
record Answer(int status, HttpHeaders headers, String body) {

  private static final HttpHeaderName CORRELATION_ID =
      HttpHeaderName.fromString("x-ms-correlation-request-id");
  private static final HttpHeaderName REQUEST_ID = HttpHeaderName.fromString("x-ms-request-id");

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  Optional<String> header(HttpHeaderName name) {
    return Optional.ofNullable(headers.getValue(name)).filter(value -> !value.isBlank());
  }

  /** By which Azure's support finds the request. */
  String correlationId() {
    return correlationId(headers);
  }

  static String correlationId(HttpHeaders headers) {
    return Optional.ofNullable(headers.getValue(CORRELATION_ID))
        .or(() -> Optional.ofNullable(headers.getValue(REQUEST_ID)))
        .orElse("");
  }

  @Override
  public String toString() {
    return "answer %d to %s".formatted(status, correlationId());
  }
}
