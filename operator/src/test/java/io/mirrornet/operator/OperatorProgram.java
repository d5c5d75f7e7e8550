package io.mirrornet.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The operator as a process of its own, as its image starts it. */
final class OperatorProgram implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final Path output;

  private OperatorProgram(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param environment all that it is told
   * @param output where its lines go
   */
  static OperatorProgram start(Map<String, String> environment, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.net.preferIPv4Stack=true",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // fabric8 takes a PKCS #8 key for RSA unless it is told.
                "-Dkubernetes.certs.client.key.algo=EC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.mirrornet.operator.Main")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new OperatorProgram(builder.start(), output);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM, as the kubelet sends it. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it has not ended; what it said: " + text());
    }
    return process.exitValue();
  }

  /** Each line that it wrote. */
  List<String> lines() {
    return text().lines().toList();
  }

  /** Each line as the JSON object that it must be. */
  List<JsonNode> events() {
    return lines().stream().map(OperatorProgram::event).toList();
  }

  private static JsonNode event(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not a JSON object: " + line, e);
    }
  }

  private String text() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
