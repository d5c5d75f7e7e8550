package io.mirrornet.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** What something was made from, kept beside it: the same again means that it need not be made. */
final class Stamp {

  private static final List<Class<?>> PARTS =
      List.of(
          ApplicationLayer.class,
          ImageArchive.class,
          ImageBuild.class,
          Normal.class,
          SystemLayer.class,
          Tar.class,
          Training.class,
          UnsignedJar.class);

  private final Path file;
  private final List<String> inputs;

  private Stamp(Path file, List<String> inputs) {
    this.file = file;
    this.inputs = inputs;
  }

  /** A stamp in that file; the JDK and this tool are inputs of everything. */
  static Stamp of(Path file) throws IOException {
    return new Stamp(file, List.of()).with(List.of(Runtime.version().toString(), tool()));
  }

  Stamp with(List<String> words) {
    List<String> more = new ArrayList<>(inputs);
    more.add(String.join(" ", words));
    return new Stamp(file, more);
  }

  Stamp withFiles(List<Path> files) throws IOException {
    List<String> digests = new ArrayList<>();
    for (Path each : files) {
      digests.add(each.getFileName() + "=" + ImageArchive.digest(each));
    }
    return with(digests);
  }

  boolean isFresh() throws IOException {
    return Files.exists(file) && Files.readString(file).equals(text());
  }

  void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  void write() throws IOException {
    Files.writeString(file, text(), UTF_8);
  }

  private String text() {
    return String.join("\n", inputs) + "\n";
  }

  /** This tool's own code, as far as the result depends on it. */
  private static String tool() throws IOException {
    MessageDigest digest = ImageArchive.sha256();
    for (Class<?> each : PARTS) {
      try (InputStream code = each.getResourceAsStream(each.getSimpleName() + ".class")) {
        digest.update(Objects.requireNonNull(code, each.getName()).readAllBytes());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
