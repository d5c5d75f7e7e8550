package io.mirrornet.operator.azure.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.FluxUtil;
import io.mirrornet.operator.azure.ServedAzure;
import io.mirrornet.operator.port.Cloud;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpConnectTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that must not be late, with a directory that takes its time, over https. */
class LastWordTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir private Path directory;
  private final Proofs proofs = new Proofs();
  private final AtomicReference<Instant> clock = new AtomicReference<>(START);
  private ServedAzure served;

  @BeforeEach
  void serve() {
    served = new ServedAzure(directory);
    served
        .served()
        .directory()
        .register(proofs.federated(() -> clock.updateAndGet(now -> now.plusSeconds(60))));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void whatIsNotDueAnyMoreWhenTheTokenIsThereIsNotSent() {
    Connection connection = open(Map.of());

    assertThatThrownBy(() -> deallocate(connection, this::inTime))
        .isInstanceOf(NotDueException.class);

    assertThat(clock.get()).as("the directory was asked").isAfter(START);
    assertThat(served.requests()).isEmpty();
  }

  @Test
  void withTheTokenThatWasFetchedBeforeItIsSentInTime() {
    Connection connection = open(Map.of());
    assertThatThrownBy(() -> deallocate(connection, () -> false))
        .isInstanceOf(NotDueException.class);
    clock.set(START);

    assertThat(deallocate(connection, this::inTime)).isEqualTo(202);

    assertThat(served.requests()).hasSize(1);
  }

  @Test
  void aConnectionThatIsNotThereAtOnceIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Connection connection =
          open(
              Map.of(
                  "MIRRORNET_AZURE_RESOURCE_MANAGER",
                  "https://localhost:" + silent.getLocalPort()));
      AtomicReference<Long> asked = new AtomicReference<>(0L);

      assertThatThrownBy(() ->
              deallocate(
                  connection,
                  () -> {
                    asked.set(System.nanoTime());
                    return true;
                  }))
          .hasCauseInstanceOf(HttpConnectTimeoutException.class);

      assertThat(Duration.ofNanos(System.nanoTime() - asked.get()))
          .isBetween(Cloud.SENDING.minusMillis(500), Cloud.SENDING.multipliedBy(2));
    }
  }

  private boolean inTime() {
    return clock.get().isBefore(START.plusSeconds(15));
  }

  private static int deallocate(Connection connection, BooleanSupplier due) {
    HttpRequest request =
        new HttpRequest(
                HttpMethod.POST,
                "%s%s/deallocate?api-version=2025-04-01"
                    .formatted(connection.resourceManager(), ServedAzure.VM_A))
            .setHeader(com.azure.core.http.HttpHeaderName.CONTENT_LENGTH, "0");
    try (HttpResponse response =
        FluxUtil.withContext(context -> connection.pipeline().send(request, context))
            .contextWrite(LastWord.asking(due))
            .blockOptional()
            .orElseThrow()) {
      return response.getStatusCode();
    }
  }

  private Connection open(Map<String, String> changes) {
    Map<String, String> environment =
        new java.util.HashMap<>(
            Map.of(
                "MIRRORNET_AZURE_CREDENTIAL",
                "WorkloadIdentity",
                "AZURE_FEDERATED_TOKEN_FILE",
                served
                    .write("token", proofs.serviceAccountToken("mirrornet-operator"))
                    .toString()));
    environment.putAll(changes);
    return Connection.open(AzureConfig.of(served.environment(environment)));
  }
}
