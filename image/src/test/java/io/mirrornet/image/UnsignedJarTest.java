package io.mirrornet.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsignedJarTest {

  private static final String MANIFEST =
      """
      Manifest-Version: 1.0
      Main-Class: a.Main

      Name: a/Main.class
      SHA-256-Digest: 2jmj7l5rSw0yVb/vlWAYkK/YBwk=

      """;

  @TempDir Path directory;

  @Test
  void aSignedJarLosesItsSignatureAndKeepsTheRest() throws IOException {
    Path copy =
        copied(
            Map.of(
                "META-INF/MAINT.SF", "signature",
                "META-INF/MAINT.RSA", "certificate",
                "a/Main.class", "code"));

    try (JarFile jar = new JarFile(copy.toFile())) {
      assertThat(jar.stream().map(JarEntry::getName).toList())
          .containsExactlyInAnyOrder(JarFile.MANIFEST_NAME, "a/Main.class");
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class")).isEqualTo("a.Main");
      assertThat(jar.getManifest().getEntries()).isEmpty();
    }
  }

  @Test
  void aJarWithoutSignatureIsCopiedAsItIs() throws IOException {
    Path copy = copied(Map.of("a/Main.class", "code"));

    assertThat(copy).hasSameBinaryContentAs(directory.resolve("original.jar"));
  }

  private Path copied(Map<String, String> files) throws IOException {
    Path original = directory.resolve("original.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(original))) {
      put(out, JarFile.MANIFEST_NAME, MANIFEST);
      List.copyOf(files.entrySet()).forEach(file -> put(out, file.getKey(), file.getValue()));
    }
    Path copy = directory.resolve("copy.jar");
    UnsignedJar.copy(original, copy);
    return copy;
  }

  private static void put(JarOutputStream out, String name, String content) {
    try {
      out.putNextEntry(new JarEntry(name));
      out.write(content.getBytes(UTF_8));
      out.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
