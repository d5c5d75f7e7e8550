package io.mirrornet.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * What lies below the program: a Java runtime of the modules that it needs, the C library that the
 * runtime is linked to, as this machine has it, and the few files that the C library reads. No
 * shell, no package manager. The authorities that TLS trusts are the runtime's own.
 */
final class SystemLayer {

  /** Where the runtime lies in the image. */
  static final String RUNTIME = "opt/mirrornet/runtime";

  /**
   * A line of ldd: {@code libc.so.6 => /lib/x/libc.so.6 (0x7f)} or {@code /lib64/ld.so.2 (0x7f)}.
   */
  private static final Pattern LIBRARY = Pattern.compile("(?m)^\\s*(?:\\S+ => )?(/\\S+) \\(0x");

  /** Opened by the C library itself when names are looked up; since 2.34 parts of it. */
  private static final List<String> NAME_SERVICES =
      List.of("libnss_files.so.2", "libnss_dns.so.2", "libresolv.so.2");

  private final Path root;

  SystemLayer(Path root) {
    this.root = root;
  }

  void write(List<String> modules) throws IOException {
    Normal.delete(root);
    Files.createDirectories(root.resolve(RUNTIME).getParent());
    link(modules);
    for (Path library : libraries()) {
      copy(library);
    }
    write("etc/passwd", "root:x:0:0:root:/:/none\nmirrornet:x:65532:65532:mirrornet:/:/none\n");
    write("etc/group", "root:x:0:\nmirrornet:x:65532:\n");
    write("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n");
    Path temporary = Files.createDirectory(root.resolve("tmp"));
    Normal.make(root);
    Normal.openToAll(temporary);
  }

  private void link(List<String> modules) throws IOException {
    StringWriter output = new StringWriter();
    int status =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new IOException("this Java runtime has no jlink: use a JDK 25"))
            .run(
                new PrintWriter(output),
                new PrintWriter(output),
                "--add-modules=" + String.join(",", modules),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--compress=zip-6",
                "--output=" + root.resolve(RUNTIME));
    if (status != 0) {
      throw new IOException("jlink ended with status %d: %s".formatted(status, output));
    }
  }

  /** All that the runtime's files are linked to and that is no part of it. */
  private Set<Path> libraries() throws IOException {
    Set<Path> found = new TreeSet<>();
    for (Path file : linked()) {
      Matcher lines = LIBRARY.matcher(Commands.run(List.of("ldd", file.toString())));
      while (lines.find()) {
        found.add(Path.of(lines.group(1)).normalize());
      }
    }
    found.removeIf(library -> library.startsWith(root.resolve(RUNTIME)));
    Optional<Path> libc =
        found.stream().filter(library -> library.endsWith("libc.so.6")).findFirst();
    libc.ifPresent(library ->
        NAME_SERVICES.stream()
            .map(library::resolveSibling)
            .filter(Files::exists)
            .forEach(found::add));
    return found;
  }

  private List<Path> linked() throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(RUNTIME))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(".so") || file.endsWith(Path.of("bin", "java")))
          .sorted()
          .toList();
    }
  }

  private void copy(Path library) throws IOException {
    Path copy = root.resolve(Path.of("/").relativize(library));
    Files.createDirectories(copy.getParent());
    Files.copy(library.toRealPath(), copy);
  }

  private void write(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
