package io.mirrornet.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The steps from a program to its image. A step whose inputs are those of the last time is left
 * out.
 */
final class ImageBuild {

  private final Path directory;
  private final String name;
  private final Program program;
  private final Consumer<String> log;

  /**
   * @param directory for the parts and the archive
   * @param name of the archive, without {@code .tar}
   */
  ImageBuild(Path directory, String name, Program program, Consumer<String> log) {
    this.directory = directory;
    this.name = name;
    this.program = program;
    this.log = log;
  }

  void run() throws IOException {
    Path archive = directory.resolve(name + ".tar");
    Path system = directory.resolve("system");
    Path application = directory.resolve("application");
    Stamp systemStamp = Stamp.of(directory.resolve("system.stamp")).with(program.modules());
    Stamp imageStamp =
        Stamp.of(directory.resolve("image.stamp"))
            .with(program.modules())
            .with(program.options())
            .with(
                List.of(
                    program.reference(),
                    program.mainClass(),
                    Integer.toString(program.user()),
                    new TreeMap<>(program.training()).toString()))
            .withFiles(program.jars());
    if (imageStamp.isFresh() && Files.exists(archive)) {
      log.accept("image " + program.reference() + " is up to date");
      return;
    }
    if (!systemStamp.isFresh()) {
      systemStamp.remove();
      new SystemLayer(system).write(program.modules());
      systemStamp.write();
    }
    imageStamp.remove();
    ApplicationLayer layer = new ApplicationLayer(application, program);
    layer.write();
    if (!program.training().isEmpty()) {
      train(layer, system, application);
    }
    layer.writeArguments();
    archive(layer.entrypoint(), List.of(system, application), archive);
    imageStamp.write();
    log.accept(
        "image %s: %s, %d MiB".formatted(program.reference(), archive, Files.size(archive) >> 20));
  }

  /**
   * Makes the AOT cache where that is possible; the layers lie apart here, which it does not mind.
   */
  private void train(ApplicationLayer layer, Path system, Path application) throws IOException {
    Path workspace = Files.createDirectories(directory.resolve("training"));
    Path cache = application.resolve(ApplicationLayer.AOT_CACHE);
    try {
      List<String> command = new ArrayList<>();
      command.add(system.resolve(SystemLayer.RUNTIME).resolve("bin/java").toString());
      command.addAll(layer.arguments(application));
      new Training(workspace, program).make(command, cache);
    } catch (IOException e) {
      Files.deleteIfExists(cache);
      log.accept("image %s has no AOT cache: %s".formatted(program.reference(), e.getMessage()));
    }
  }

  private void archive(List<String> entrypoint, List<Path> layers, Path archive)
      throws IOException {
    Path workspace = directory.resolve("workspace");
    Normal.delete(workspace);
    ImageConfig config =
        new ImageConfig(
            program.reference(),
            entrypoint,
            "%1$d:%1$d".formatted(program.user()),
            // glibc makes an arena for each thread otherwise, and never gives its memory back.
            Map.of("MALLOC_ARENA_MAX", "2", "PATH", "/" + SystemLayer.RUNTIME + "/bin"));
    new ImageArchive(config).write(layers, Files.createDirectory(workspace), archive);
    Normal.delete(workspace);
  }
}
