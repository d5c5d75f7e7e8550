package io.mirrornet.lab.skipped;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints one table of the skipped tests: what, why, and the command that runs it. */
public final class SkippedTests {

  private SkippedTests() {}

  /**
   * Ends with status 1 if there are some and none may be.
   *
   * @param arguments the project's directory; since when, in seconds of the epoch; {@code allowed}
   *     or {@code forbidden}
   */
  public static void main(String[] arguments) throws IOException {
    Instant since = Instant.ofEpochSecond(Long.parseLong(arguments[1]));
    List<Skip> skips = Reports.skipped(Path.of(arguments[0]), since);
    System.out.print(table(skips));
    if (arguments[2].equals("forbidden") && !skips.isEmpty()) {
      System.out.println("On this machine and as this user all must run.");
      System.exit(1);
    }
  }

  /** The table; empty if nothing was skipped. */
  static String table(List<Skip> skips) {
    if (skips.isEmpty()) {
      return "";
    }
    Map<Skip, Long> counts =
        skips.stream()
            .collect(
                Collectors.groupingBy(
                    Function.identity(),
                    () -> new TreeMap<>(SkippedTests::compare),
                    Collectors.counting()));
    List<List<String>> rows =
        Stream.concat(
                Stream.of(List.of("SKIPPED", "TESTS", "WHY", "RUN")),
                counts.entrySet().stream()
                    .map(entry ->
                        List.of(
                            entry.getKey().module() + " " + entry.getKey().testClass(),
                            entry.getValue().toString(),
                            entry.getKey().why(),
                            entry.getKey().command())))
            .toList();
    String format =
        "%-" + width(rows, 0) + "s  %" + width(rows, 1) + "s  %-" + width(rows, 2) + "s  %s%n";
    return rows.stream()
        .map(row -> format.formatted(row.toArray()))
        .collect(Collectors.joining("", "\n", "\n"));
  }

  private static int compare(Skip one, Skip other) {
    return one.toString().compareTo(other.toString());
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow();
  }
}
