package io.mirrornet.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The files in {@code crds/} are what the records say; {@code -Dcrds.refresh} writes them anew. */
class CheckedInCrdsTest {

  private static final Path DIRECTORY = Path.of("").toAbsolutePath();

  @Test
  void theCheckedInCrdsAreThoseOfTheRecords() throws IOException {
    Map<String, String> generated = Crds.byFileName();
    if (Boolean.getBoolean("crds.refresh")) {
      write(generated);
    }

    assertThat(checkedIn())
        .as(
            "crds/*.yaml differ from the records; write them anew with: ./test -pl crds"
                + " -Dtest=CheckedInCrdsTest -Dcrds.refresh=true")
        .isEqualTo(generated);
  }

  private static Map<String, String> checkedIn() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (DirectoryStream<Path> yaml = Files.newDirectoryStream(DIRECTORY, "*.yaml")) {
      for (Path file : yaml) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }

  private static void write(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(DIRECTORY.resolve(file.getKey()), file.getValue());
    }
  }
}
