package io.mirrornet.lab.fabric.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mirrornet.lab.fabric.traffic.BannerServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A mirror member as a load balancer and its callers know it: a port that answers, and a status
 * page that says 200 on the primary and 503 on the backup.
 */
final class Member implements AutoCloseable {

  /** Where InterSystems' web gateway answers a load balancer's probe. */
  static final String STATUS_PATH = "/csp/bin/mirror_status.cxw";

  private final Host host;
  private final Mirror mirror;
  private final BannerServer server;
  private final HttpServer status;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean primary;

  private Member(Host host, Mirror mirror, BannerServer server, HttpServer status) {
    this.host = host;
    this.mirror = mirror;
    this.server = server;
    this.status = status;
    status.setExecutor(executor);
    status.createContext(STATUS_PATH, this::answer);
    status.start();
  }

  /** Starts as backup. */
  static Member start(Host host, Mirror mirror) {
    BannerServer server =
        BannerServer.start(host.namespace(), host.name(), mirror.name(), mirror.port());
    HttpServer status =
        host.namespace()
            .call(() -> HttpServer.create(new InetSocketAddress(mirror.statusPort()), 0));
    return new Member(host, mirror, server, status);
  }

  /** Becomes primary or backup, if the mirror is its own. */
  void failOver(Mirror which, Host newPrimary) {
    if (which.equals(mirror)) {
      primary = newPrimary.equals(host);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(primary ? 200 : 503, -1);
    }
  }

  @Override
  public void close() {
    server.close();
    status.stop(0);
    executor.shutdownNow();
  }
}
