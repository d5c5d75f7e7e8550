package io.mirrornet.image;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the program once against an empty cluster, so that the JVM can keep what it has loaded and
 * linked (JEP 514): the program starts in half the time then. The run is on loopback and ends by
 * SIGTERM, as in a cluster. An image without the cache works as well; a training that does not
 * succeed is said and passed over.
 */
final class Training {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration TICK = Duration.ofMillis(200);

  private final Path workspace;
  private final Program program;

  /**
   * @param workspace a directory for the log and the key
   */
  Training(Path workspace, Program program) {
    this.workspace = workspace;
    this.program = program;
  }

  /**
   * Makes the cache.
   *
   * @param command the program's JVM and its arguments, without main class
   * @throws IOException if there is none, with the reason
   */
  void make(List<String> command, Path cache) throws IOException {
    Path log = workspace.resolve("training.log");
    int listen = freePort();
    try (EmptyCluster cluster = EmptyCluster.start(workspace)) {
      List<String> words = new ArrayList<>(command);
      words.add(1, "-XX:AOTCacheOutput=" + cache);
      words.add(program.mainClass());
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(workspace.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment(cluster.address(), listen));
      Process process = builder.start();
      try {
        awaitReady(process, listen);
      } finally {
        process.destroy();
      }
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the training run did not end; see " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during the training run", e);
    }
    if (!Files.exists(cache)) {
      throw new IOException("the training run left no cache; see " + log);
    }
  }

  private Map<String, String> environment(URI server, int listen) throws IOException {
    Map<String, String> environment = new HashMap<>(program.training());
    environment.put("MIRRORNET_LISTEN", "127.0.0.1:" + listen);
    environment.put("MIRRORNET_PROOF_PORT", Integer.toString(freePort()));
    environment.put("KUBERNETES_MASTER", server.toString());
    environment.put("KUBERNETES_TRUST_CERTIFICATES", "true");
    environment.put("KUBERNETES_AUTH_TRYKUBECONFIG", "false");
    environment.put("HOME", workspace.toString());
    return environment;
  }

  /** Until it says that it is ready, which is when it has read the cluster. */
  private static void awaitReady(Process process, int port)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/readyz".formatted(port)))
            .timeout(TICK.multipliedBy(10))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (System.nanoTime() < deadline) {
        if (process.waitFor(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException("the training run ended by itself: " + process.exitValue());
        }
        try {
          if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException _) {
          // It does not listen yet.
        }
      }
    }
    throw new IOException("the training run was not ready in time");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
