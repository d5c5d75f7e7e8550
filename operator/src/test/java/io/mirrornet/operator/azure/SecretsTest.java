package io.mirrornet.operator.azure;

import static io.mirrornet.operator.azure.ServedAzure.VM_A;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.mirrornet.lab.arm.ServedCloud;
import io.mirrornet.operator.azure.connection.AzureConfig;
import io.mirrornet.operator.port.Acceptance;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What everybody may read of our dealings with Azure, with each logger at its loudest. */
class SecretsTest {

  private static final String JWT = "eyJ";

  @TempDir private Path directory;
  private final LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Map<Logger, Optional<Level>> levels = new HashMap<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listenToEverything() {
    for (Logger logger : logging.getLoggerList()) {
      levels.put(logger, Optional.ofNullable(logger.getLevel()));
      logger.setLevel(logger.equals(root) ? Level.TRACE : null);
    }
    // The console would be flooded.
    root.iteratorForAppenders().forEachRemaining(appender -> appender.stop());
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void listenAsBefore() {
    root.detachAppender(log);
    root.iteratorForAppenders().forEachRemaining(appender -> appender.start());
    levels.forEach((logger, level) -> logger.setLevel(level.orElse(null)));
  }

  @Test
  void noTokenNoSecretAndNoSignatureIsLogged() {
    String signature;
    try (ServedAzure served = new ServedAzure(directory)) {
      AzureCloud azure = served.connect();
      Acceptance deallocated = azure.deallocate(VM_A, () -> true).orElseThrow();
      String url = ((Acceptance.Accepted) deallocated).operation().url();
      signature = url.substring(url.length() - 100);
      ServedAzure.end(azure, deallocated);
      AzureCloud stranger =
          AzureCloud.connect(
              AzureConfig.of(
                  served.environment(
                      Map.of(
                          "MIRRORNET_AZURE_SECRET_FILE",
                          served.write("wrong", "not-the-secret").toString()))),
              InstantSource.system());
      stranger.virtualMachine(VM_A);
    }

    assertThat(log.list).anyMatch(event -> event.getLoggerName().startsWith("com.azure"));
    assertThat(lines())
        .noneMatch(line -> line.contains(JWT))
        .noneMatch(line -> line.contains(ServedCloud.SECRET))
        .noneMatch(line -> line.contains("not-the-secret"))
        .noneMatch(line -> line.contains(signature));
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (ILoggingEvent event : List.copyOf(log.list)) {
      lines.add(event.getFormattedMessage() + " " + event.getKeyValuePairs());
      Optional.ofNullable(event.getThrowableProxy())
          .map(ThrowableProxyUtil::asString)
          .ifPresent(lines::add);
    }
    return lines;
  }
}
