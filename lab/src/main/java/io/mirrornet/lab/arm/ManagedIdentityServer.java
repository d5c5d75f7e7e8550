package io.mirrornet.lab.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mirrornet.lab.cloud.Principal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The token part of the instance metadata service of one machine: whoever can reach it is its
 * identity. It speaks plain HTTP, on Azure at 169.254.169.254.
 */
public final class ManagedIdentityServer implements AutoCloseable {

  private static final String PATH = "/metadata/identity/oauth2/token";

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Principal identity;
  private final Tokens tokens;
  private final InstantSource clock;

  private ManagedIdentityServer(
      HttpServer server, Principal identity, Tokens tokens, InstantSource clock) {
    this.server = server;
    this.identity = identity;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Starts to serve the tokens of one identity.
   *
   * @throws IOException if the address cannot be had
   */
  public static ManagedIdentityServer start(
      InetSocketAddress address, Principal identity, Tokens tokens, InstantSource clock)
      throws IOException {
    HttpServer http = HttpServer.create(address, 0);
    ManagedIdentityServer server = new ManagedIdentityServer(http, identity, tokens, clock);
    http.createContext(PATH, server::answer);
    http.setExecutor(server.executor);
    http.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> query = Http.pairs(String.valueOf(exchange.getRequestURI().getRawQuery()));
    if (!"true".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Metadata"))) {
      refuse(exchange, "invalid_request", "Required metadata header not specified");
    } else if (!query.containsKey("resource")) {
      refuse(exchange, "invalid_request", "Required query variable 'resource' is missing");
    } else if (!identity.clientId().equals(query.getOrDefault("client_id", identity.clientId()))) {
      refuse(exchange, "invalid_request", "Identity not found");
    } else {
      Http.send(exchange, 200, grant(query.getOrDefault("resource", "")));
    }
  }

  private ObjectNode grant(String resource) {
    long seconds = Tokens.LIFETIME.toSeconds();
    long now = clock.instant().getEpochSecond();
    return Http.JSON
        .createObjectNode()
        .put("access_token", tokens.issue(identity, "managed-identity", resource))
        .put("client_id", identity.clientId())
        .put("expires_in", Long.toString(seconds))
        .put("expires_on", Long.toString(now + seconds))
        .put("ext_expires_in", Long.toString(seconds))
        .put("not_before", Long.toString(now))
        .put("resource", resource)
        .put("token_type", "Bearer");
  }

  private static void refuse(HttpExchange exchange, String error, String why) throws IOException {
    Http.send(
        exchange,
        400,
        Http.JSON.createObjectNode().put("error", error).put("error_description", why));
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Stops to serve. */
  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
