package io.mirrornet.operator.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code /metrics}, {@code /healthz} and {@code /readyz}. */
public final class HttpEndpoint implements AutoCloseable {

  private static final int OK = 200;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int SERVICE_UNAVAILABLE = 503;

  private final HttpServer server;

  /**
   * Listens from now on.
   *
   * @param metrics the page for Prometheus
   * @param alive false: only a restart helps
   * @param ready whether the cluster has been read
   */
  public HttpEndpoint(
      InetSocketAddress address,
      Supplier<String> metrics,
      BooleanSupplier alive,
      BooleanSupplier ready) {
    try {
      server = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address, e);
    }
    server.createContext(
        "/metrics", exchange -> answer(exchange, OK, "text/plain; version=0.0.4", metrics.get()));
    server.createContext("/healthz", exchange -> answer(exchange, alive));
    server.createContext("/readyz", exchange -> answer(exchange, ready));
    server.start();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, BooleanSupplier condition) throws IOException {
    boolean holds = condition.getAsBoolean();
    answer(exchange, holds ? OK : SERVICE_UNAVAILABLE, "text/plain", holds ? "ok\n" : "no\n");
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      boolean head = exchange.getRequestMethod().equals("HEAD");
      if (!head && !exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, -1);
        return;
      }
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
