package io.mirrornet.lab.arm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.mirrornet.lab.cloud.Answer;
import io.mirrornet.lab.cloud.ArmError;
import io.mirrornet.lab.cloud.ArmRequest;
import io.mirrornet.lab.cloud.ArmResponse;
import io.mirrornet.lab.cloud.Principal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Requests to Resource Manager: who asks, what the cloud answers, and whether the answer leaves.
 */
final class ResourceManagerHandler implements HttpHandler {

  /** Azure takes no larger request. */
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final SharedCloud cloud;
  private final Tokens tokens;
  private final String tenantId;
  private final List<String> audiences;

  ResourceManagerHandler(
      SharedCloud cloud, Tokens tokens, String tenantId, List<String> audiences) {
    this.cloud = cloud;
    this.tokens = tokens;
    this.tenantId = tenantId;
    this.audiences = audiences;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      send(exchange, refusal(413, "RequestContentTooLarge", "The request content is too large."));
      return;
    }
    Optional<String> token = bearer(exchange);
    if (token.isEmpty()) {
      challenge(
          exchange,
          ArmError.of(
              401,
              "AuthenticationFailed",
              "Authentication failed. The 'Authorization' header is missing."));
      return;
    }
    switch (tokens.check(token.get(), tenantId, audiences)) {
      case Tokens.Verdict.Valid(Principal principal) -> forward(exchange, principal, body);
      case Tokens.Verdict.Invalid(ArmError error) -> challenge(exchange, error);
    }
  }

  private void forward(HttpExchange exchange, Principal principal, byte[] body) throws IOException {
    ArmRequest request =
        ArmRequest.of(
            exchange.getRequestMethod(),
            ArmServer.endpoint(exchange) + exchange.getRequestURI(),
            principal);
    for (String header : exchange.getRequestHeaders().keySet()) {
      request = request.header(header, exchange.getRequestHeaders().getFirst(header));
    }
    try {
      JsonNode json = Http.json(body);
      request = json.isMissingNode() ? request : request.body(json);
    } catch (JsonProcessingException e) {
      send(
          exchange,
          refusal(
              400,
              "InvalidRequestContent",
              "The request content was invalid and could not be deserialized: '%s'."
                  .formatted(e.getOriginalMessage())));
      return;
    }
    answer(exchange, cloud.handle(request));
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    hold(answer.delay());
    switch (answer) {
      case Answer.Delivered(ArmResponse response, Duration delay) -> send(exchange, response);
      case Answer.Lost lost -> exchange.close();
    }
  }

  private static void hold(Duration delay) {
    if (!delay.isZero()) {
      new CompletableFuture<Void>()
          .completeOnTimeout(null, delay.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    }
  }

  private void challenge(HttpExchange exchange, ArmError error) throws IOException {
    exchange
        .getResponseHeaders()
        .set(
            "WWW-Authenticate",
            "Bearer authorization_uri=\"%s/%s\", error=\"invalid_token\", error_description=\"%s\""
                .formatted(
                    ArmServer.endpoint(exchange), tenantId, error.message().replace("\"", "'")));
    send(exchange, refusal(error.status(), error.code(), error.message()));
  }

  private static ArmResponse refusal(int status, String code, String message) {
    return ArmError.of(status, code, message).response();
  }

  private static void send(HttpExchange exchange, ArmResponse response) throws IOException {
    response.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    if (response.body().isPresent()) {
      Http.send(exchange, response.status(), response.body().get());
    } else {
      Http.sendEmpty(exchange, response.status());
    }
  }

  private static Optional<String> bearer(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
        .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(header -> header.substring(7).trim());
  }
}
