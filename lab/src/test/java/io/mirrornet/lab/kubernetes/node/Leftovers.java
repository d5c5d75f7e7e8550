package io.mirrornet.lab.kubernetes.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What nodes leave on this machine: processes, mounts, cgroups, directories. */
public final class Leftovers {

  private Leftovers() {}

  /** Those of the nodes that a JVM made. */
  public static List<String> of(long jvm) throws IOException {
    String name = "-%d-node-".formatted(jvm);
    try (Stream<Path> directories = Files.list(Path.of(System.getProperty("java.io.tmpdir")));
        Stream<Path> groups = Files.find(Path.of("/sys/fs/cgroup"), 2, (_, _) -> true);
        Stream<String> mounts = Files.lines(Path.of("/proc/mounts"))) {
      return Stream.of(
              directories.map(Path::toString),
              groups.map(Path::toString),
              mounts,
              processes(name).stream())
          .flatMap(found -> found)
          .filter(found -> found.contains(name))
          .toList();
    }
  }

  /** The environments, which children inherit, of processes that have the text in it. */
  public static List<String> processes(String text) {
    return ProcessHandle.allProcesses()
        .map(process -> Path.of("/proc", Long.toString(process.pid()), "environ"))
        .map(Leftovers::read)
        .filter(environment -> environment.contains(text))
        .toList();
  }

  /** Empty for a process that has ended meanwhile. */
  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
