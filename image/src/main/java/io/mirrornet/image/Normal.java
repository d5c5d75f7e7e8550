package io.mirrornet.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files whose time and permissions do not tell when, where and under which umask they were made.
 */
final class Normal {

  /** The time of every file: the JVM compares it with what an AOT cache was made from. */
  static final Instant TIME = Instant.ofEpochSecond(1);

  private static final String EXECUTABLE = "rwxr-xr-x";
  private static final String READABLE = "rw-r--r--";
  private static final int FOR_ALL_AND_STICKY = 01777;

  private Normal() {}

  /** Makes all files of the directory so. */
  static void make(Path directory) throws IOException {
    for (Path path : deepestFirst(directory)) {
      if (!Files.isSymbolicLink(path)) {
        boolean executable = Files.isDirectory(path) || Files.isExecutable(path);
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(executable ? EXECUTABLE : READABLE));
        Files.setLastModifiedTime(path, FileTime.from(TIME));
      }
    }
  }

  /** As {@code /tmp} is: everybody writes, and each deletes the own files. */
  static void openToAll(Path directory) throws IOException {
    Files.setAttribute(directory, "unix:mode", FOR_ALL_AND_STICKY, LinkOption.NOFOLLOW_LINKS);
  }

  /** Deletes what is there, if anything is. */
  static void delete(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      for (Path each : deepestFirst(path)) {
        Files.delete(each);
      }
    }
  }

  private static List<Path> deepestFirst(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
