package io.mirrornet.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An API server of Kubernetes with nothing in it, for a training run: every list is empty, no watch
 * ever tells anything, each node that is asked for is there, and what is written is answered as if
 * it had been stored. On loopback, by https.
 */
final class EmptyCluster implements AutoCloseable {

  private static final char[] PASSWORD = "training".toCharArray();
  private static final String EMPTY_LIST =
      """
      {"apiVersion": "v1", "kind": "List", "metadata": {"resourceVersion": "1"}, "items": []}
      """;
  private static final String NODES = "/api/v1/nodes/";
  private static final String NOT_FOUND =
      """
      {"apiVersion": "v1", "kind": "Status", "status": "Failure", "reason": "NotFound", "code": 404}
      """;

  /**
   * Path segments of a collection: {@code /api/v1/nodes}, {@code /apis/g/v/namespaces/n/things}.
   */
  private static final List<Integer> CORE_COLLECTION = List.of(3, 5);

  private static final List<Integer> GROUP_COLLECTION = List.of(4, 6);

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private EmptyCluster(HttpsServer server) {
    this.server = server;
  }

  /**
   * Serves from now on.
   *
   * @param workspace a directory for its key
   */
  static EmptyCluster start(Path workspace) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls(workspace.resolve("key.p12"))));
    EmptyCluster cluster = new EmptyCluster(server);
    server.setExecutor(cluster.threads);
    server.createContext("/", EmptyCluster::answer);
    server.start();
    return cluster;
  }

  URI address() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] written = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      String query = String.valueOf(exchange.getRequestURI().getRawQuery());
      if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, 200, written);
      } else if (exchange.getRequestHeaders().containsKey("Upgrade")) {
        // No web socket: the client asks again for a plain stream then.
        send(exchange, 200, EMPTY_LIST.getBytes(UTF_8));
      } else if (query.contains("watch=true")) {
        hold(exchange);
      } else if (path.startsWith(NODES)) {
        send(exchange, 200, node(path.substring(NODES.length())).getBytes(UTF_8));
      } else if (isCollection(path)) {
        send(exchange, 200, EMPTY_LIST.getBytes(UTF_8));
      } else {
        send(exchange, 404, NOT_FOUND.getBytes(UTF_8));
      }
    }
  }

  private static String node(String name) {
    return """
    {"apiVersion": "v1", "kind": "Node",
     "metadata": {"name": "%s", "uid": "1", "resourceVersion": "1"}}
    """
        .formatted(name);
  }

  private static boolean isCollection(String path) {
    int segments = path.substring(1).split("/", -1).length;
    return (path.startsWith("/api/") ? CORE_COLLECTION : GROUP_COLLECTION).contains(segments);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** Says nothing until the server is closed. */
  private static void hold(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static SSLContext tls(Path store) throws IOException {
    Files.deleteIfExists(store);
    Commands.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            "server",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "san=ip:127.0.0.1",
            "-keystore",
            store.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD)));
    try (InputStream file = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(file, PASSWORD);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS for the training run", e);
    }
  }
}
