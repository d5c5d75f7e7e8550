package io.mirrornet.lab.programs;

import static io.mirrornet.lab.programs.ProgramUnavailableException.Reason.NO_PACKAGES;
import static io.mirrornet.lab.programs.ProgramUnavailableException.Reason.PACKAGE_FAILED;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Unpacks packages of Debian and Ubuntu into the cache, with what they need and the machine lacks.
 * Takes no root, and installs nothing.
 */
final class DebianUnpacker {

  /** Packages of one release do not run on another. */
  private static final Path OS_RELEASE = Path.of("/etc/os-release");

  private final Cache cache;
  private final SearchPath path;
  private final Progress progress;

  DebianUnpacker(Cache cache, SearchPath path, Progress progress) {
    this.cache = cache;
    this.path = path;
    this.progress = progress;
  }

  /** Whether it is unpacked already. */
  boolean isReady(Source.DebianPackage source) {
    return Files.exists(cache.root().resolve(name(source)));
  }

  /** Why it cannot be unpacked here, as far as one can tell without trying. */
  Optional<ProgramUnavailableException> obstacle(Source.DebianPackage source) {
    return path.find("apt-get").isPresent() && path.find("dpkg-deb").isPresent()
        ? Optional.empty()
        : Optional.of(
            new ProgramUnavailableException(
                NO_PACKAGES,
                ("%s: not on PATH, and there is no apt-get to fetch it with. Install %s, or set %s"
                        + " to a directory that holds it.")
                    .formatted(source.fileName(), source.name(), Programs.DIRECTORIES)));
  }

  /** The program, unpacked first if need be. */
  Path provide(Source.DebianPackage source) {
    UnpackedPackage unpacked =
        new UnpackedPackage(cache.obtain(name(source), workspace -> unpack(source, workspace)));
    Path executable = unpacked.executable(source);
    if (!Files.isExecutable(executable)) {
      throw new ProgramUnavailableException(
          PACKAGE_FAILED,
          "%s: package %s does not hold it. Install it; or delete %s to fetch it anew."
              .formatted(source.fileName(), source.name(), unpacked.root()));
    }
    return executable;
  }

  private Path unpack(Source.DebianPackage source, Path workspace) throws IOException {
    Optional<ProgramUnavailableException> obstacle = obstacle(source);
    if (obstacle.isPresent()) {
      throw obstacle.get();
    }
    progress.say(source.name() + ": fetching the package, once; it is not installed");
    List<Path> archives = AptDownload.in(workspace).fetch(source.name());
    UnpackedPackage unpacked = new UnpackedPackage(workspace.resolve("unpacked"));
    Files.createDirectories(unpacked.files());
    for (Path archive : archives) {
      ShortCommand unpacking =
          ShortCommand.run(
              List.of("dpkg-deb", "-x", archive.toString(), unpacked.files().toString()));
      if (unpacking.status() != 0) {
        throw new ProgramUnavailableException(
            PACKAGE_FAILED,
            "%s cannot be unpacked: %s"
                .formatted(archive.getFileName(), unpacking.output().strip()));
      }
    }
    unpacked.writeLaunchers(new UnpackedPackage(cache.root().resolve(name(source))));
    return unpacked.root();
  }

  private static Path name(Source.DebianPackage source) {
    return Path.of("packages", release() + "-" + System.getProperty("os.arch"), source.name());
  }

  /** For example {@code debian-12}; a rolling release has no number. */
  private static String release() {
    try {
      List<String> lines = Files.exists(OS_RELEASE) ? Files.readAllLines(OS_RELEASE) : List.of();
      return value(lines, "ID") + "-" + value(lines, "VERSION_ID");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1).replaceAll("[^A-Za-z0-9.]", ""))
        .findFirst()
        .orElse("unknown");
  }
}
