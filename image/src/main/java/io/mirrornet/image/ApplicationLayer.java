package io.mirrornet.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program itself: its jars, and the file with the words that its JVM is started with. */
final class ApplicationLayer {

  /** Where the program lies in the image. */
  static final String HOME = "opt/mirrornet";

  /**
   * The words between {@code java} and the main class: a second program of the image uses them too.
   */
  static final String ARGUMENTS = HOME + "/java.args";

  /** What the JVM remembers of a training run; not always there. */
  static final String AOT_CACHE = HOME + "/program.aot";

  private final Path root;
  private final Program program;

  ApplicationLayer(Path root, Program program) {
    this.root = root;
    this.program = program;
  }

  /** What a container runs. */
  List<String> entrypoint() {
    return List.of("/" + SystemLayer.RUNTIME + "/bin/java", "@/" + ARGUMENTS, program.mainClass());
  }

  void write() throws IOException {
    Normal.delete(root);
    Path library = Files.createDirectories(root.resolve(HOME).resolve("lib"));
    for (Path jar : program.jars()) {
      UnsignedJar.copy(jar, library.resolve(jar.getFileName()));
    }
    Normal.make(root);
  }

  /** Adds what the JVM is started with, when it is known whether there is an AOT cache. */
  void writeArguments() throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.exists(root.resolve(AOT_CACHE))) {
      lines.add("-XX:AOTCache=/" + AOT_CACHE);
    }
    lines.addAll(arguments(Path.of("/")));
    Files.write(root.resolve(ARGUMENTS), lines);
    Normal.make(root);
  }

  /** Options and class path if the layer lies there. */
  List<String> arguments(Path place) {
    Path library = place.resolve(HOME).resolve("lib");
    String classPath =
        program.jars().stream()
            .map(jar -> library.resolve(jar.getFileName()).toString())
            .collect(Collectors.joining(":"));
    return Stream.concat(program.options().stream(), Stream.of("--class-path", classPath)).toList();
  }
}
