package io.mirrornet.image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Makes the image of one program. Called by the build in the phase {@code package}. */
public final class Main {

  private Main() {}

  /**
   * Makes the image anew if anything that it is made of has changed.
   *
   * @param arguments directory for the parts and the archive; name of the archive without {@code
   *     .tar}; reference; user; main class; modules of the JDK, divided by commas; the program's
   *     own jar; class path of what it needs; options of the JVM, each one word or more
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    List<Path> jars =
        Stream.concat(Stream.of(arguments[6]), Stream.of(arguments[7].split(File.pathSeparator)))
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .toList();
    Program program =
        new Program(
            arguments[2],
            Integer.parseInt(arguments[3]),
            arguments[4],
            Stream.of(arguments)
                .skip(8)
                .flatMap(words -> Stream.of(words.strip().split("\\s+")))
                .toList(),
            List.of(arguments[5].strip().split("\\s*,\\s*")),
            jars);
    Files.createDirectories(directory);
    new ImageBuild(directory, arguments[1], program, System.out::println).run();
  }
}
