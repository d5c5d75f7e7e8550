package io.mirrornet.lab.fabric;

import io.mirrornet.lab.namespace.NetworkNamespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks backends for their health, each in a virtual thread of its own. */
final class HealthProber implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HealthProber.class);

  private static final SSLContext TLS = AnyCertificate.context();

  private final NetworkNamespace inside;
  private final BiConsumer<ProbedBackend, Boolean> observer;
  private final Map<ProbedBackend, ScheduledExecutorService> probing = new ConcurrentHashMap<>();

  /**
   * @param inside where the questions come from; it has {@link Fabric#PROBE_SOURCE}
   * @param observer told after each question whether the backend is healthy
   */
  HealthProber(NetworkNamespace inside, BiConsumer<ProbedBackend, Boolean> observer) {
    this.inside = inside;
    this.observer = observer;
  }

  /** From now on asks these and no others; who was asked before is not asked anew. */
  void probe(Set<ProbedBackend> backends) {
    probing.forEach((backend, probe) -> {
      if (!backends.contains(backend)) {
        probing.remove(backend);
        probe.shutdownNow();
      }
    });
    backends.forEach(backend -> probing.computeIfAbsent(backend, this::start));
  }

  @Override
  public void close() {
    probe(Set.of());
  }

  private ScheduledExecutorService start(ProbedBackend backend) {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("probe-" + backend.address()).factory());
    Probing probe = new Probing(backend);
    long interval = backend.probe().interval().toMillis();
    var _ = executor.scheduleWithFixedDelay(probe, 0, Math.max(1, interval), TimeUnit.MILLISECONDS);
    return executor;
  }

  /** One backend's series of questions; only its own thread runs it. */
  private final class Probing implements Runnable {

    private final ProbedBackend backend;
    private Health health = Health.UNPROBED;

    Probing(ProbedBackend backend) {
      this.backend = backend;
    }

    @Override
    public void run() {
      try {
        health = health.after(answers(), backend.probe().probeThreshold());
        observer.accept(backend, health.up());
      } catch (RuntimeException e) {
        // An exception would end the series without a word.
        if (!Thread.currentThread().isInterrupted()) {
          LOG.atError().addKeyValue("backend", backend.address()).setCause(e).log("probe failed");
        }
      }
    }

    private boolean answers() {
      int timeout = Math.toIntExact(Math.max(1, backend.probe().interval().toMillis()));
      // Opened inside, where it stays; waited for here.
      try (SocketChannel channel =
          inside.call(() -> SocketChannel.open(StandardProtocolFamily.INET))) {
        channel.bind(new InetSocketAddress(Fabric.PROBE_SOURCE.toString(), 0));
        Socket socket = channel.socket();
        socket.setSoTimeout(timeout);
        socket.connect(
            new InetSocketAddress(backend.address().toString(), backend.probe().port()), timeout);
        return switch (backend.probe()) {
          case HealthProbe.Tcp _ -> true;
          case HealthProbe.Http http -> isOk(socket, http.requestPath());
          case HealthProbe.Https https -> {
            try (Socket secured =
                TLS.getSocketFactory()
                    .createSocket(
                        socket, backend.address().toString(), backend.probe().port(), true)) {
              yield isOk(secured, https.requestPath());
            }
          }
        };
      } catch (IOException e) {
        // Refused, reset, silent: all the same to a load balancer.
        return false;
      }
    }

    private boolean isOk(Socket socket, String path) throws IOException {
      String request =
          "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: Load Balancer Agent\r\nConnection: close\r\n\r\n"
              .formatted(path, backend.address());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String status = answer.readLine();
      return status != null && status.matches("HTTP/1\\.[01] 200( .*)?");
    }
  }
}
