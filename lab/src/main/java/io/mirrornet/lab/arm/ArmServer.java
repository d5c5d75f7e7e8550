package io.mirrornet.lab.arm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mirrornet.lab.cloud.ArmError;
import io.mirrornet.lab.pki.Identity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resource Manager, the directory and the metadata on one https address. */
public final class ArmServer implements AutoCloseable {

  /** The audiences for which Resource Manager takes tokens, beside its own address. */
  public static final List<String> AUDIENCES =
      List.of("https://management.core.windows.net/", "https://management.azure.com/");

  private static final Logger LOG = LoggerFactory.getLogger(ArmServer.class);

  private final HttpsServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  private ArmServer(HttpsServer server) {
    this.server = server;
  }

  /**
   * Starts to serve.
   *
   * @param address where; port 0 takes any free one
   * @param identity the certificate for the names under which clients call it
   * @throws IOException if the address cannot be had
   */
  public static ArmServer start(
      InetSocketAddress address,
      Identity identity,
      SharedCloud cloud,
      Directory directory,
      Tokens tokens,
      InstantSource clock)
      throws IOException {
    // Read once by the JDK's server, which otherwise holds each answer back for the client's ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpsServer https = HttpsServer.create(address, 0);
    https.setHttpsConfigurator(new HttpsConfigurator(identity.sslContext()));
    ArmServer server = new ArmServer(https);
    HttpHandler directoryHandler = new DirectoryHandler(directory, tokens, clock);
    HttpHandler metadata = new MetadataHandler(directory.tenantId(), AUDIENCES);
    HttpHandler resources =
        new ResourceManagerHandler(cloud, tokens, directory.tenantId(), AUDIENCES);
    https.createContext(
        "/",
        exchange -> guarded(exchange, choose(exchange, directoryHandler, metadata, resources)));
    https.setExecutor(server.executor);
    https.start();
    return server;
  }

  private static HttpHandler choose(
      HttpExchange exchange, HttpHandler directory, HttpHandler metadata, HttpHandler resources) {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/metadata/endpoints")) {
      return metadata;
    }
    return DirectoryHandler.serves(path) ? directory : resources;
  }

  /** A fault of this program must not look like a lost answer. */
  private static void guarded(HttpExchange exchange, HttpHandler handler) throws IOException {
    try {
      handler.handle(exchange);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI().getPath(), e);
      Http.send(
          exchange,
          500,
          ArmError.of(500, "InternalServerError", String.valueOf(e))
              .response()
              .body()
              .orElseThrow());
    }
  }

  /** Scheme and authority by which the client called. */
  static String endpoint(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    InetSocketAddress local = exchange.getLocalAddress();
    return "https://" + (host == null ? local.getHostString() + ":" + local.getPort() : host);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Stops to serve; requests that are under way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
