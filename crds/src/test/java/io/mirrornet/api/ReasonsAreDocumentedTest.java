package io.mirrornet.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.api.disruption.CheckName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever reads a word of the API on a terminal finds it in the manual, with its remedy. */
class ReasonsAreDocumentedTest {

  private static final Pattern HEADING = Pattern.compile("^### `(\\w+)`$", Pattern.MULTILINE);
  private static final Pattern LABEL =
      Pattern.compile("^- \\*\\*([^*]+)\\*\\*: \\S", Pattern.MULTILINE);
  private static final Pattern NEXT_HEADING = Pattern.compile("^##", Pattern.MULTILINE);

  static Stream<Page> pages() {
    return Stream.of(
        new Page(
            Path.of("../docs/reasons.md"),
            names(ConditionReason.values()),
            List.of("Shows", "Acts", "Remedy")),
        new Page(
            Path.of("../docs/checks.md"),
            names(CheckName.values()),
            List.of("Looks at", "Pass", "Fail", "Unknown", "Remedy", "Acknowledge")));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachValueHasOneEntryAndEachEntryAValue(Page page) throws IOException {
    assertThat(page.entries())
        .extracting(Entry::name)
        .containsExactlyInAnyOrderElementsOf(page.values());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachEntrySaysAllThatItsPagePromises(Page page) throws IOException {
    assertThat(page.entries())
        .allSatisfy(entry -> assertThat(entry.labels()).as(entry.name()).isEqualTo(page.labels()));
  }

  /** A page that has an entry for each value of an enum, each with these labels in this order. */
  record Page(Path file, List<String> values, List<String> labels) {

    List<Entry> entries() throws IOException {
      String text = Files.readString(file);
      return HEADING
          .matcher(text)
          .results()
          .map(heading -> Entry.of(heading.group(1), text.substring(heading.end())))
          .toList();
    }
  }

  /** What stands below one heading. */
  record Entry(String name, List<String> labels) {

    static Entry of(String name, String textBelow) {
      String own = NEXT_HEADING.splitAsStream(textBelow).findFirst().orElse("");
      return new Entry(name, LABEL.matcher(own).results().map(label -> label.group(1)).toList());
    }
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }
}
