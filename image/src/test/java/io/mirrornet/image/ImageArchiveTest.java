package io.mirrornet.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchiveTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ImageConfig CONFIG =
      new ImageConfig(
          "example.test/thing:1.0",
          List.of("/bin/thing", "--serve"),
          "65532:65532",
          Map.of("PATH", "/bin", "A", "b"));

  private final Path directory;
  private final Path base;
  private final Path program;

  ImageArchiveTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    base = directory.resolve("base");
    program = directory.resolve("program");
    Files.createDirectories(base.resolve("etc"));
    Files.writeString(base.resolve("etc/passwd"), "root:x:0:0::/:/none\n");
    Files.createDirectories(program.resolve("bin"));
    Files.writeString(program.resolve("bin/thing"), "thing");
  }

  @Test
  void bothReadersOfTheArchiveFindTheSameConfigAndLayers() throws IOException {
    Path image = unpacked(write("one"));

    JsonNode index = json(image.resolve("index.json")).at("/manifests/0");
    JsonNode manifest = json(blob(image, index.path("digest").asText()));
    JsonNode saved = json(image.resolve("manifest.json")).path(0);

    assertThat(index.at("/annotations/io.containerd.image.name").asText())
        .isEqualTo("example.test/thing:1.0");
    assertThat(saved.at("/RepoTags/0").asText()).isEqualTo("example.test/thing:1.0");
    assertThat(image.resolve(saved.path("Config").asText()))
        .isEqualTo(blob(image, manifest.at("/config/digest").asText()));
    assertThat(manifest.path("layers")).hasSize(2);
    assertThat(image.resolve(saved.at("/Layers/1").asText()))
        .isEqualTo(blob(image, manifest.at("/layers/1/digest").asText()));
    assertThat(ImageArchive.digest(blob(image, manifest.at("/layers/1/digest").asText())))
        .isEqualTo(manifest.at("/layers/1/digest").asText().substring("sha256:".length()));
  }

  @Test
  void anEngineIsToldWhatToRunAndAsWhom() throws IOException {
    Path image = unpacked(write("one"));

    JsonNode config =
        json(image.resolve(json(image.resolve("manifest.json")).at("/0/Config").asText()));

    assertThat(config.path("config"))
        .hasToString(
            """
            {"Entrypoint":["/bin/thing","--serve"],"Env":["A=b","PATH=/bin"],"User":"65532:65532"}\
            """);
    assertThat(config.at("/rootfs/diff_ids")).hasSize(2);
  }

  @Test
  void theSameFilesGiveTheSameBytesWheneverTheyWereWritten() throws IOException {
    Path once = write("one");
    Files.setLastModifiedTime(
        program.resolve("bin/thing"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

    assertThat(write("two")).hasSameBinaryContentAs(once);
  }

  private Path write(String name) throws IOException {
    Path archive = directory.resolve(name + ".tar");
    new ImageArchive(CONFIG)
        .write(
            List.of(base, program),
            Files.createDirectory(directory.resolve(name + "-parts")),
            archive);
    return archive;
  }

  private Path unpacked(Path archive) throws IOException {
    Path target = Files.createDirectory(directory.resolve("unpacked"));
    Commands.run(List.of("tar", "--extract", "--file=" + archive, "--directory=" + target));
    return target;
  }

  private static Path blob(Path image, String digest) {
    return image.resolve("blobs/sha256/" + digest.substring("sha256:".length()));
  }

  private static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }
}
