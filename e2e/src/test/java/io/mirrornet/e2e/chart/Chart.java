package io.mirrornet.e2e.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The chart's directory, and values that it takes. */
final class Chart {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path DIRECTORY = ROOT.resolve("helm/mirrornet");
  static final String RELEASE = "mirrornet";
  static final String NAMESPACE = "mirrornet-system";
  static final String AGENT_NAMESPACE = "mirrornet-system-agent";

  /** The least that has to be said. */
  static final String LEAST =
      """
      azure:
        tenantId: 11111111-1111-4111-8111-111111111111
        clientId: 22222222-2222-4222-8222-222222222222
      """;

  private Chart() {}

  /** A copy of the chart that a test may change. */
  static Path copy(Path target) {
    try (Stream<Path> files = Files.walk(DIRECTORY)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(DIRECTORY.relativize(file).toString()));
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
