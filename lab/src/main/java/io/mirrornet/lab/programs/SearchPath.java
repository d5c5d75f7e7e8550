package io.mirrornet.lab.programs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Directories in which executables are looked for, in this order.
 *
 * @param directories absolute; they need not exist
 */
record SearchPath(List<Path> directories) {

  SearchPath {
    directories = List.copyOf(directories);
  }

  /**
   * Reads a list that is divided by colons, such as {@code PATH}; relative entries are left out.
   */
  static SearchPath parse(String list) {
    return new SearchPath(
        Arrays.stream(list.split(":"))
            .filter(entry -> entry.startsWith("/"))
            .map(Path::of)
            .toList());
  }

  /** This path, then the given directories. */
  SearchPath then(String... more) {
    return new SearchPath(
        Stream.concat(directories.stream(), Arrays.stream(more).map(Path::of)).toList());
  }

  /** The first executable file of that name. */
  Optional<Path> find(String name) {
    return directories.stream()
        .map(directory -> directory.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
