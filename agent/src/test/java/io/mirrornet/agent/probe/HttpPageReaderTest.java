package io.mirrornet.agent.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPageReaderTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final HttpPageReader reader = new HttpPageReader();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private volatile String body = "SUCCESS\n";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    reader.close();
    server.stop(0);
  }

  @Test
  void aStatusPageIsReadOnLoopback() {
    assertThat(read(page("/csp/bin/mirror_status.cxw")))
        .isEqualTo(new Page.Answered(200, "SUCCESS\n"));
  }

  @Test
  void ofALongMetricsPageTheNumbersOfTheMirrorAreKept() {
    body =
        "iris_cpu_usage{id=\"x\"} 1\n".repeat(5_000)
            + "iris_mirror_status 2\n"
            + "iris_process_count 5\n".repeat(5_000)
            + "iris_mirror_failover_ready 1\n";

    assertThat(read(page("/api/monitor/metrics")))
        .isInstanceOfSatisfying(
            Page.Answered.class,
            answered ->
                assertThat(answered.body())
                    .contains("iris_mirror_status 2\n", "iris_mirror_failover_ready 1\n")
                    .hasSizeLessThan(2_000));
  }

  @Test
  void aLineWithoutEndIsNotHeld() {
    body = "x".repeat(1_000_000) + "\niris_mirror_status 3";

    assertThat(read(page("/api/monitor/metrics")))
        .isEqualTo(new Page.Answered(200, "iris_mirror_status 3\n"));
  }

  @Test
  void anotherPageOnLoopbackIsNeverAskedFor() {
    assertThat(read(page("/shutdown")))
        .isInstanceOfSatisfying(
            Page.Unasked.class, unasked -> assertThat(unasked.reason()).contains("loopback"));
    assertThat(asked).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/metadata/instance/mirror_status.cxw",
        "http://168.63.129.16/machine/mirror_status.cxw",
        "http://224.0.0.1/csp/bin/mirror_status.cxw",
        "http://0.0.0.0/csp/bin/mirror_status.cxw"
      })
  void theAddressesOfAzureItselfAndOfNobodyAreNeverConnectedTo(String url) {
    assertThat(read(URI.create(url)))
        .isInstanceOfSatisfying(
            Page.Unasked.class,
            unasked -> assertThat(unasked.reason()).contains("is never connected to"));
  }

  @Test
  void aHostThatTheClientRefusesCostsItsOwnPageAlone() {
    URI odd = URI.create("http://hs_vm_a/csp/bin/mirror_status.cxw");
    URI good = page("/csp/bin/mirror_status.cxw");

    Map<URI, Page> pages = reader.read(List.of(odd, good), TIMEOUT);

    assertThat(pages.get(odd)).isInstanceOf(Page.Unasked.class);
    assertThat(pages.get(good)).isEqualTo(new Page.Answered(200, "SUCCESS\n"));
  }

  private URI page(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
  }

  private Page read(URI page) {
    return Objects.requireNonNull(reader.read(List.of(page), TIMEOUT).get(page));
  }
}
