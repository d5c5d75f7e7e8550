package io.mirrornet.lab.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A package with its dependencies, unpacked: the files, and for each program a launcher that lets
 * it find its libraries and its fellow programs here first.
 *
 * @param root the directory of both
 */
record UnpackedPackage(Path root) {

  /** Below the root directory. */
  static final String CNI_PLUGINS = "usr/lib/cni";

  private static final List<String> PROGRAM_DIRECTORIES =
      List.of("bin", "sbin", "usr/bin", "usr/sbin");

  /** What the packages hold, as it would lie below the root directory. */
  Path files() {
    return root.resolve("files");
  }

  /** Where the launchers are. */
  Path launchers() {
    return root.resolve("bin");
  }

  /** What to execute, or to copy, for the package's executable; it need not exist. */
  Path executable(Source.DebianPackage source) {
    return switch (source.kind()) {
      case PROGRAM -> launchers().resolve(source.fileName());
      case CNI_PLUGIN -> files().resolve(CNI_PLUGINS).resolve(source.fileName());
      case STATIC_FILE ->
          new SearchPath(PROGRAM_DIRECTORIES.stream().map(files()::resolve).toList())
              .find(source.fileName())
              .orElse(files().resolve(source.fileName()));
    };
  }

  /** Writes the launchers. {@code home} is where they will be executed. */
  void writeLaunchers(UnpackedPackage home) throws IOException {
    Files.createDirectories(launchers());
    String libraries =
        libraryDirectories().stream()
            .map(directory -> home.files().resolve(directory).toString())
            .collect(Collectors.joining(":"));
    for (String directory : PROGRAM_DIRECTORIES) {
      for (Path program : children(files().resolve(directory))) {
        Path launcher = launchers().resolve(program.getFileName());
        Files.writeString(
            launcher,
            """
            #!/bin/sh
            export LD_LIBRARY_PATH=%s"${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
            export PATH=%s:"$PATH"
            exec %s "$@"
            """
                .formatted(
                    quoted(libraries),
                    quoted(home.launchers().toString()),
                    quoted(home.files().resolve(files().relativize(program)).toString())));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  /** The multiarch directories, for example {@code usr/lib/x86_64-linux-gnu}. */
  private List<Path> libraryDirectories() throws IOException {
    return Stream.concat(
            children(files().resolve("lib")).stream(),
            children(files().resolve("usr/lib")).stream())
        .filter(directory -> directory.getFileName().toString().contains("-linux-gnu"))
        .map(directory -> files().relativize(directory))
        .toList();
  }

  private static List<Path> children(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    }
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
