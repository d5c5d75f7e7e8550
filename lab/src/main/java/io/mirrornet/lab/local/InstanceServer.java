package io.mirrornet.lab.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mirrornet.lab.fabric.traffic.BannerServer;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.lab.pki.Identity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The sockets of an instance that runs, on all addresses of its machine: the superserver and the
 * private web server with the mirror status page and the metrics page.
 */
final class InstanceServer implements AutoCloseable {

  private static final String METRICS_PATH = "/api/monitor/metrics";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int SERVICE_UNAVAILABLE = 503;

  private final Instance instance;
  private final List<BannerServer> superservers = new ArrayList<>();
  private final HttpServer web;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private volatile MemberView view;

  private InstanceServer(Instance instance, HttpServer web, MemberView view) {
    this.instance = instance;
    this.web = web;
    this.view = view;
  }

  /**
   * Listens from now on.
   *
   * @param inside the machine
   * @param identity shown by a web server that speaks https
   * @throws IllegalStateException if a port is taken; then it listens nowhere
   */
  static InstanceServer start(
      NetworkNamespace inside, Instance instance, MemberView view, Identity identity) {
    HttpServer web = inside.call(() -> web(instance.web(), identity));
    InstanceServer server = new InstanceServer(instance, web, view);
    web.setExecutor(server.executor);
    web.createContext("/", server::answer);
    try {
      for (int port : instance.ports()) {
        server.superservers.add(
            BannerServer.start(
                inside, instance.member().host(), instance.member().instance(), port));
      }
      web.start();
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** What its pages say from now on. */
  void show(MemberView now) {
    view = now;
  }

  /** How many connections its superserver holds. */
  int connections() {
    return superservers.stream().mapToInt(BannerServer::connections).sum();
  }

  @Override
  public void close() {
    superservers.forEach(BannerServer::close);
    web.stop(0);
    executor.shutdownNow();
  }

  private static HttpServer web(Instance.Web web, Identity identity) throws IOException {
    InetSocketAddress everywhere = new InetSocketAddress(web.port());
    if (!web.tls()) {
      return HttpServer.create(everywhere, 0);
    }
    HttpsServer https = HttpsServer.create(everywhere, 0);
    https.setHttpsConfigurator(new HttpsConfigurator(identity.sslContext()));
    return https;
  }

  private void answer(HttpExchange exchange) throws IOException {
    MemberView now = view;
    if (now.hung()) {
      // The connection stays open and nothing ever comes.
      return;
    }
    String path = exchange.getRequestURI().getPath();
    if (path.equals(instance.web().statusPath())) {
      send(
          exchange,
          now.primary() ? OK : SERVICE_UNAVAILABLE,
          now.primary() ? "SUCCESS\n" : "FAILED\n");
    } else if (path.equals(METRICS_PATH)) {
      send(exchange, OK, now.metrics());
    } else {
      send(exchange, NOT_FOUND, "");
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.US_ASCII);
      exchange.getResponseHeaders().set("Content-Type", "text/plain");
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
