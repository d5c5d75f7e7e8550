package io.mirrornet.lab.programs;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Finds programs, and makes them where they are not to be found. In this order: the directories
 * that the user names in {@value #DIRECTORIES}; for the distribution's programs {@code PATH} and
 * the usual directories; the cache; and at last a build or a download, whose progress is told.
 *
 * <p>May be used from many threads and processes at once: each program is made once.
 */
public final class Programs {

  /** The environment variable with directories of ready programs, divided by colons. */
  public static final String DIRECTORIES = "MIRRORNET_PROGRAMS";

  private final SearchPath given;
  private final SearchPath path;
  private final GoBuilder go;
  private final DebianUnpacker packages;

  /**
   * Programs as these environment variables say: {@value #DIRECTORIES}, PATH, XDG_CACHE_HOME, HOME.
   *
   * @param progress told what takes long
   */
  public Programs(Map<String, String> environment, Progress progress) {
    Cache cache = Cache.of(environment);
    given = SearchPath.parse(environment.getOrDefault(DIRECTORIES, ""));
    // An ordinary user's PATH often lacks the directories of system programs.
    path = SearchPath.parse(environment.getOrDefault("PATH", "")).then("/usr/sbin", "/sbin");
    // The PATH of sudo lacks the place where Go's own archive is unpacked.
    go = new GoBuilder(cache, path.then("/usr/local/go/bin", "/usr/lib/go/bin"), progress);
    packages = new DebianUnpacker(cache, path, progress);
  }

  /** Programs of this process's user, with progress on standard error. */
  public static Programs ofUser() {
    return new Programs(System.getenv(), System.err::println);
  }

  /**
   * The program, ready to be executed as it is, from any directory and in any namespace. May take
   * minutes the first time.
   *
   * @throws ProgramUnavailableException with the reason and the remedy
   */
  public Path path(Program program) {
    return found(program)
        .orElseGet(() ->
            switch (program.source()) {
              case Source.GoMain source -> go.provide(program, source);
              case Source.DebianPackage source -> packages.provide(source);
            });
  }

  /** Why {@link #path} would fail, as far as one can tell at once, without building or fetching. */
  public Optional<ProgramUnavailableException> obstacle(Program program) {
    if (found(program).isPresent()) {
      return Optional.empty();
    }
    return switch (program.source()) {
      case Source.GoMain source ->
          go.isReady(program, source) ? Optional.empty() : go.obstacle(program, source);
      case Source.DebianPackage source ->
          packages.isReady(source) ? Optional.empty() : packages.obstacle(source);
    };
  }

  private Optional<Path> found(Program program) {
    return given
        .find(program.fileName())
        .or(() ->
            switch (program.source()) {
              // One of another version may be there: these are pinned.
              case Source.GoMain _ -> Optional.empty();
              case Source.DebianPackage source -> installed(source);
            });
  }

  private Optional<Path> installed(Source.DebianPackage source) {
    return switch (source.kind()) {
      case PROGRAM -> path.find(source.fileName());
      case CNI_PLUGIN ->
          SearchPath.parse("/" + UnpackedPackage.CNI_PLUGINS).find(source.fileName());
      case STATIC_FILE -> Optional.empty();
    };
  }
}
