package io.mirrornet.lab.programs;

import static io.mirrornet.lab.programs.ProgramUnavailableException.Reason.PACKAGE_FAILED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Downloads a package and those that it needs and the machine lacks. {@code apt-get} reads the
 * machine's sources and what is installed; all that it writes, locks included, is in one directory
 * of ours.
 *
 * @param state that directory
 */
record AptDownload(Path state) {

  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final int SHOWN_LINES = 10;

  /** Prepares the directory below the given one. */
  static AptDownload in(Path workspace) throws IOException {
    Path state = workspace.resolve("apt");
    Files.createDirectories(state.resolve("archives/partial"));
    Files.createDirectories(state.resolve("lists/partial"));
    return new AptDownload(state);
  }

  /**
   * The archives of the package and of what it needs.
   *
   * @throws ProgramUnavailableException with what apt-get said
   */
  List<Path> fetch(String packageName) throws IOException {
    // The machine's own lists are there more often than not, and spare the download of ours.
    List<Path> archives = install(packageName, configuration(""));
    if (archives.isEmpty()) {
      Path withOwnLists =
          configuration("Dir::State::lists \"%s\";".formatted(state.resolve("lists")));
      if (apt(withOwnLists, "update")) {
        archives = install(packageName, withOwnLists);
      }
    }
    if (archives.isEmpty()) {
      throw new ProgramUnavailableException(
          PACKAGE_FAILED,
          "%s: apt-get cannot fetch it. Install it, or set %s to a directory with its programs. Its last words:%n%s"
              .formatted(
                  packageName,
                  Programs.DIRECTORIES,
                  ChildProcess.lastLines(state.resolve("log"), SHOWN_LINES)));
    }
    return archives;
  }

  private List<Path> install(String packageName, Path configuration) throws IOException {
    boolean fetched =
        apt(
            configuration,
            "install",
            "--download-only",
            "--reinstall",
            "--no-install-recommends",
            packageName);
    if (!fetched) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(state.resolve("archives"))) {
      return files.filter(file -> file.toString().endsWith(".deb")).sorted().toList();
    }
  }

  /** Read after the machine's own configuration, so that it has the last word. */
  private Path configuration(String more) throws IOException {
    return Files.writeString(
        state.resolve("apt.conf"),
        """
        APT::Sandbox::User "root";
        Debug::NoLocking "true";
        Dir::Cache "%1$s";
        Dir::Cache::archives "%1$s/archives";
        Dir::Log "%1$s";
        #clear APT::Update::Pre-Invoke;
        #clear APT::Update::Post-Invoke;
        #clear APT::Update::Post-Invoke-Success;
        #clear DPkg::Pre-Invoke;
        #clear DPkg::Post-Invoke;
        %2$s
        """
            .formatted(state, more));
  }

  private boolean apt(Path configuration, String... arguments) {
    List<String> command =
        Stream.concat(
                Stream.of("apt-get", "-c", configuration.toString(), "-q", "-y"),
                Stream.of(arguments))
            .toList();
    try (ChildProcess apt =
        ChildProcess.start(
            command, Map.of("LC_ALL", "C"), state, state.resolve("log"), Birthplace.here())) {
      return apt.waitFor(LIMIT) && apt.exitStatus() == 0;
    }
  }
}
