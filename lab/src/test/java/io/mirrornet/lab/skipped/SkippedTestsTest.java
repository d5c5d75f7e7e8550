package io.mirrornet.lab.skipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedTestsTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path project;

  @Test
  void eachClassIsARowWithItsNumberOfTestsTheReasonAndTheCommand() throws IOException {
    String needsRoot = "makes network namespaces: needs root on Linux; run: sudo ./test";
    report("lab/target/failsafe-reports", "io.mirrornet.lab.FabricIT", START, needsRoot, needsRoot);
    report("agent/target/surefire-reports", "io.mirrornet.agent.KernelTest", START, "no such luck");

    assertThat(SkippedTests.table(Reports.skipped(project, START)))
        .isEqualTo(
            """

            SKIPPED           TESTS  WHY                                            RUN
            agent KernelTest      1  no such luck                                   ./test
            lab FabricIT          2  makes network namespaces: needs root on Linux  sudo ./test

            """);
  }

  @Test
  void reportsOfAnEarlierRunDoNotCount() throws IOException {
    report(
        "lab/target/failsafe-reports", "io.mirrornet.lab.OldIT", START.minusSeconds(1), "old news");

    assertThat(Reports.skipped(project, START)).isEmpty();
  }

  @Test
  void whereNothingWasSkippedNothingIsSaid() {
    assertThat(SkippedTests.table(List.of())).isEmpty();
  }

  private void report(String directory, String testClass, Instant written, String... reasons)
      throws IOException {
    StringBuilder xml = new StringBuilder("<testsuite><testcase name='ran' classname='x'/>");
    for (String reason : reasons) {
      xml.append(
          "<testcase name='t' classname='%s'><skipped message='%s'/></testcase>"
              .formatted(testClass, reason));
    }
    Path file =
        Files.createDirectories(project.resolve(directory)).resolve("TEST-" + testClass + ".xml");
    Files.writeString(file, xml.append("</testsuite>"));
    Files.setLastModifiedTime(file, FileTime.from(written));
  }
}
