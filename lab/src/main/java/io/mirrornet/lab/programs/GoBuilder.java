package io.mirrornet.lab.programs;

import static io.mirrornet.lab.programs.ProgramUnavailableException.Reason.GO_BUILD_FAILED;
import static io.mirrornet.lab.programs.ProgramUnavailableException.Reason.GO_MISSING;
import static io.mirrornet.lab.programs.ProgramUnavailableException.Reason.GO_TOO_OLD;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds programs from the Go module proxy, each once: the cache's key is a hash of the pinned
 * modules and of the flags. Go's own caches make a second build, with other flags say, a short one.
 */
final class GoBuilder {

  /** Static binaries run in any namespace and image; the toolchain is the user's, never fetched. */
  private static final List<String> SETTINGS =
      List.of("CGO_ENABLED=0", "GOTOOLCHAIN=local", "GOWORK=off", "GO111MODULE=on");

  private static final Duration TICK = Duration.ofSeconds(20);
  private static final int SHOWN_LINES = 15;

  private final Cache cache;
  private final SearchPath path;
  private final Progress progress;

  GoBuilder(Cache cache, SearchPath path, Progress progress) {
    this.cache = cache;
    this.path = path;
    this.progress = progress;
  }

  /** Whether it is built already. */
  boolean isReady(Program program, Source.GoMain source) {
    return Files.exists(cache.root().resolve(name(program, source)));
  }

  /** Why it cannot be built here, as far as one can tell without trying. */
  Optional<ProgramUnavailableException> obstacle(Program program, Source.GoMain source) {
    GoVersion needed = source.module().minimumGo();
    String remedy =
        "Install Go %s or newer, or set %s to a directory that holds %s %s."
            .formatted(needed, Programs.DIRECTORIES, program.fileName(), source.module().version());
    Optional<Path> go = path.find("go");
    if (go.isEmpty()) {
      return Optional.of(
          new ProgramUnavailableException(
              GO_MISSING, program.fileName() + ": no Go found to build it with. " + remedy));
    }
    String printed = ShortCommand.run(List.of(go.get().toString(), "version")).output();
    return GoVersion.inOutput(printed).filter(found -> found.compareTo(needed) >= 0).isPresent()
        ? Optional.empty()
        : Optional.of(
            new ProgramUnavailableException(
                GO_TOO_OLD,
                "%s: %s is \"%s\". %s"
                    .formatted(program.fileName(), go.get(), printed.strip(), remedy)));
  }

  /** The program, built first if need be. */
  Path provide(Program program, Source.GoMain source) {
    return cache.obtain(
        name(program, source),
        workspace -> {
          Optional<ProgramUnavailableException> obstacle = obstacle(program, source);
          if (obstacle.isPresent()) {
            throw obstacle.get();
          }
          return build(path.find("go").orElseThrow(), program, source, workspace);
        });
  }

  private Path build(Path go, Program program, Source.GoMain source, Path workspace)
      throws IOException {
    GoModule module = source.module();
    String what = program.fileName() + " " + module.version();
    progress.say(
        "%s: building it from source, once: %s on two cores"
            .formatted(what, module.expectedDuration()));
    Files.writeString(workspace.resolve("go.mod"), module.goMod());
    Files.writeString(workspace.resolve("go.sum"), module.goSum());
    Path result = workspace.resolve(program.fileName());
    List<String> command =
        Stream.of(
                Stream.of(go.toString()),
                arguments(source),
                Stream.of("-o", result.toString(), source.mainPackage()))
            .flatMap(words -> words)
            .toList();
    Path log = workspace.resolve("log");
    try (ChildProcess build =
        ChildProcess.start(command, environment(workspace), workspace, log, Birthplace.here())) {
      Duration elapsed = Duration.ZERO;
      while (!build.waitFor(TICK)) {
        elapsed = elapsed.plus(TICK);
        progress.say("%s: building for %d s".formatted(what, elapsed.toSeconds()));
      }
      if (build.exitStatus() != 0) {
        throw new ProgramUnavailableException(
            GO_BUILD_FAILED,
            "%s: go build ended with status %d. It needs the Go module proxy and about 5 GB of disk. Its last words:%n%s"
                .formatted(what, build.exitStatus(), build.lastLines(SHOWN_LINES)));
      }
    }
    progress.say(what + ": built");
    return result;
  }

  private static Map<String, String> environment(Path workspace) {
    return Stream.concat(SETTINGS.stream(), Stream.of("GOTMPDIR=" + workspace))
        .map(setting -> setting.split("=", 2))
        .collect(Collectors.toUnmodifiableMap(setting -> setting[0], setting -> setting[1]));
  }

  private static Stream<String> arguments(Source.GoMain source) {
    return Stream.of("build", "-trimpath", "-ldflags", source.module().linkerFlags());
  }

  private static Path name(Program program, Source.GoMain source) {
    GoModule module = source.module();
    String pinned =
        String.join(
            "\n",
            module.goMod(),
            SETTINGS.toString(),
            arguments(source).toList().toString(),
            System.getProperty("os.arch"));
    return Path.of(
        "go",
        "%s-%s-%s".formatted(module.directory(), module.version(), hash(pinned)),
        program.fileName());
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
