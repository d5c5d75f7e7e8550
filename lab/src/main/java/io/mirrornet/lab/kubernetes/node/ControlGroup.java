package io.mirrornet.lab.kubernetes.node;

import io.mirrornet.lab.programs.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A node's own cgroup, in every hierarchy that the machine has: one with cgroup v2, one for each
 * controller with v1.
 *
 * @param name a path below the root of each hierarchy, with a leading slash
 */
record ControlGroup(String name) implements AutoCloseable {

  private static final Path MOUNTS = Path.of("/proc/self/mounts");

  /** A hierarchy that is mounted. */
  private record Hierarchy(Path root, boolean unified) {}

  /**
   * Makes it, and removes those of labs that were killed.
   *
   * @param workDirectory the name of a {@link WorkDirectory}, which is unique on this machine
   */
  static ControlGroup create(String workDirectory) {
    removeAbandoned();
    ControlGroup group = new ControlGroup("/" + workDirectory);
    for (Hierarchy hierarchy : hierarchies()) {
      try {
        Path directory = Files.createDirectories(group.in(hierarchy));
        if (hierarchy.unified()) {
          enableControllers(hierarchy.root(), directory);
        } else if (Files.exists(directory.resolve("cpuset.cpus"))) {
          inheritCpus(hierarchy.root(), directory);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("no cgroup in " + hierarchy.root(), e);
      }
    }
    return group;
  }

  /** Removes it. No process may be in it. */
  @Override
  public void close() {
    for (Hierarchy hierarchy : hierarchies()) {
      try {
        remove(in(hierarchy));
      } catch (IOException e) {
        throw new UncheckedIOException(in(hierarchy) + " cannot be removed", e);
      }
    }
  }

  /** Removes those of labs that were killed. */
  static void removeAbandoned() {
    for (Hierarchy hierarchy : hierarchies()) {
      try (DirectoryStream<Path> groups = Files.newDirectoryStream(hierarchy.root())) {
        for (Path group : groups) {
          if (WorkDirectory.isAbandoned(group.getFileName().toString())) {
            remove(group);
          }
        }
      } catch (IOException _) {
        // Another lab removes it too, or its processes are about to die: the next one has it.
      }
    }
  }

  /** A cgroup's files are the kernel's: its directories are removed, the innermost first. */
  private static void remove(Path group) throws IOException {
    if (Files.exists(group)) {
      try (Stream<Path> tree = Files.walk(group)) {
        for (Path directory :
            tree.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(directory);
        }
      }
    }
  }

  private Path in(Hierarchy hierarchy) {
    return hierarchy.root().resolve(name.substring(1));
  }

  private static List<Hierarchy> hierarchies() {
    try (Stream<String> mounts = Files.lines(MOUNTS)) {
      return mounts
          .map(line -> List.of(line.split(" ", 4)))
          .filter(fields -> fields.get(2).equals("cgroup") || fields.get(2).equals("cgroup2"))
          .map(fields -> new Hierarchy(Path.of(fields.get(1)), fields.get(2).equals("cgroup2")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A cgroup of v2 has the controllers that each of its ancestors hands down. */
  private static void enableControllers(Path root, Path directory) throws IOException {
    Path ancestor = root;
    for (Path step : root.relativize(directory)) {
      String controllers = Files.readString(ancestor.resolve("cgroup.controllers")).strip();
      for (String controller : controllers.split("\\s+", 0)) {
        if (!controller.isEmpty()) {
          Files.writeString(ancestor.resolve("cgroup.subtree_control"), "+" + controller);
        }
      }
      ancestor = ancestor.resolve(step);
    }
  }

  /** A cpuset of v1 is born empty, and then no process can enter it. */
  private static void inheritCpus(Path root, Path directory) throws IOException {
    Path group = root;
    for (Path step : root.relativize(directory)) {
      Path child = group.resolve(step);
      for (String file : List.of("cpuset.cpus", "cpuset.mems")) {
        Files.writeString(child.resolve(file), Files.readString(group.resolve(file)));
      }
      group = child;
    }
  }
}
