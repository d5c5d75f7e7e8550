package io.mirrornet.e2e.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of this repository that a user installs. */
final class Shipped {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** The only kind of expression in the policies: a name that the chart knows. */
  private static final Pattern INCLUDE =
      Pattern.compile("\\{\\{ include \"(mirrornet\\.\\w+)\" \\. \\}\\}");

  private Shipped() {}

  /** The CRDs as one document stream. */
  static String crds() {
    return concatenated(ROOT.resolve("crds"));
  }

  /** The sample of a network. */
  static String sample() {
    return read(ROOT.resolve("docs/samples/ucr-production.yaml"));
  }

  /** The policies as one document stream, with the chart's names filled in. */
  static String policies(Map<String, String> names) {
    String templates = concatenated(ROOT.resolve("helm/mirrornet/templates/policies"));
    String filled =
        INCLUDE
            .matcher(templates)
            .replaceAll(include ->
                Matcher.quoteReplacement(names.getOrDefault(include.group(1), include.group())));
    if (filled.contains("{{")) {
      throw new IllegalStateException("an expression of the policies is not filled in: " + filled);
    }
    return filled;
  }

  private static String concatenated(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return String.join(
          "\n---\n",
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .sorted()
              .map(Shipped::read)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
