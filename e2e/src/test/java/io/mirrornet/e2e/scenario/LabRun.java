package io.mirrornet.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * {@code lab/run} as a user starts it.
 *
 * @param exitCode what it ended with
 * @param output all that it said
 * @param report what it wrote
 * @param mark a variable that all of its processes have in their environment
 */
record LabRun(int exitCode, String output, JsonNode report, String mark) {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /**
   * Runs a scenario to its end.
   *
   * @param scenario a name, or a file
   * @param directory where its files go
   */
  static LabRun of(String scenario, Path directory, Duration patience) throws InterruptedException {
    String mark = "MIRRORNET_TEST_" + UUID.randomUUID().toString().replace("-", "");
    Path output = directory.resolve("output");
    Path report = directory.resolve("report.json");
    try {
      // This very build has just packaged everything: the launcher must not build under its feet.
      Files.writeString(ROOT.resolve("lab/target/launch.all.stamp"), "");
      ProcessBuilder builder =
          new ProcessBuilder(
                  ROOT.resolve("lab/run").toString(), scenario, "--report", report.toString())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put(mark, "1");
      int exitCode = end(builder.start(), patience);
      return new LabRun(
          exitCode,
          Files.readString(output),
          Files.exists(report)
              ? new ObjectMapper().readTree(report.toFile())
              : new ObjectMapper().createObjectNode(),
          mark);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A scenario that comes with the lab. */
  static Path file(String scenario) {
    return ROOT.resolve("lab/scenarios/%s.yaml".formatted(scenario));
  }

  /** Ends it with SIGTERM when the time is over, as a person would: it then takes its lab down. */
  private static int end(Process process, Duration patience) throws InterruptedException {
    try {
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        process.destroy();
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      throw e;
    }
  }
}
