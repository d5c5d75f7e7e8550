package io.mirrornet.image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the image of one program. Called by the build in the phase {@code package}. */
public final class Main {

  private Main() {}

  /**
   * Makes the image anew if anything that it is made of has changed.
   *
   * @param arguments directory for the parts and the archive; name of the archive without {@code
   *     .tar}; reference; user; main class; modules of the JDK; the program's own jar; class path
   *     of what it needs; options of the JVM; variables of a training run as NAME=VALUE. The lists
   *     are divided by commas, colons, and blanks
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    List<Path> jars =
        Stream.concat(
                Stream.of(arguments[6]), Stream.of(arguments[7].split(File.pathSeparator, -1)))
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .toList();
    Program program =
        new Program(
            arguments[2],
            Integer.parseInt(arguments[3]),
            arguments[4],
            words(arguments[8]),
            List.of(arguments[5].strip().split("\\s*,\\s*", -1)),
            jars,
            words(arguments[9]).stream()
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    Files.createDirectories(directory);
    new ImageBuild(directory, arguments[1], program, System.out::println).run();
  }

  private static List<String> words(String text) {
    return Stream.of(text.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
