package io.mirrornet.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * A jar without the signatures of its maker. The JVM's AOT cache leaves out the classes of a signed
 * jar, and nobody verifies signatures here: Maven has compared the checksums.
 */
final class UnsignedJar {

  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/[^/]*\\.(SF|RSA|DSA|EC)", Pattern.CASE_INSENSITIVE);

  private UnsignedJar() {}

  /** Copies the jar, without signatures if it has any. */
  static void copy(Path from, Path to) throws IOException {
    try (JarFile jar = new JarFile(from.toFile(), false)) {
      if (jar.stream().noneMatch(entry -> SIGNATURE.matcher(entry.getName()).matches())) {
        Files.copy(from, to);
        return;
      }
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(to))) {
        for (JarEntry entry : jar.stream().toList()) {
          if (!SIGNATURE.matcher(entry.getName()).matches()) {
            write(jar, entry, out);
          }
        }
      }
    }
  }

  private static void write(JarFile jar, JarEntry entry, JarOutputStream out) throws IOException {
    JarEntry copy = new JarEntry(entry.getName());
    copy.setLastModifiedTime(FileTime.from(Normal.TIME));
    out.putNextEntry(copy);
    if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
      withoutDigests(jar.getManifest()).write(out);
    } else {
      jar.getInputStream(entry).transferTo(out);
    }
    out.closeEntry();
  }

  private static Manifest withoutDigests(Manifest manifest) {
    Manifest copy = new Manifest(manifest);
    copy.getEntries().values().forEach(UnsignedJar::removeDigests);
    copy.getEntries().values().removeIf(Attributes::isEmpty);
    return copy;
  }

  private static void removeDigests(Attributes attributes) {
    attributes
        .keySet()
        .removeIf(name -> name.toString().toLowerCase(Locale.ROOT).contains("-digest"));
  }
}
