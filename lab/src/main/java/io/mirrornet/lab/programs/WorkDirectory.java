package io.mirrornet.lab.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary directory for a part of the lab, readable by its user alone. A JVM that is killed
 * leaves it behind; the next lab of the same user removes it.
 */
public final class WorkDirectory implements AutoCloseable {

  private static final Path PARENT = Path.of(System.getProperty("java.io.tmpdir"));

  private final Path path;

  private WorkDirectory(Path path) {
    this.path = path;
  }

  /**
   * Makes an empty one.
   *
   * @param purpose a word for its name
   */
  public static WorkDirectory create(String purpose) {
    try {
      removeAbandoned();
      String owner = prefix() + ProcessHandle.current().pid() + "-";
      return new WorkDirectory(Files.createTempDirectory(PARENT, owner + purpose + "-"));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory in " + PARENT, e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Deletes it with everything in it. */
  @Override
  public void close() {
    try {
      delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be deleted", e);
    }
  }

  static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> tree = Files.walk(directory)) {
        for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /**
   * Whether what has this name, or that of a directory made here, belongs to a JVM of this PID
   * namespace that is gone.
   */
  public static boolean isAbandoned(String name) {
    if (!name.startsWith(prefix())) {
      return false;
    }
    String owner = List.of(name.substring(prefix().length()).split("-", 2)).getFirst();
    return owner.matches("\\d{1,10}") && ProcessHandle.of(Long.parseLong(owner)).isEmpty();
  }

  private static void removeAbandoned() throws IOException {
    UserPrincipal me =
        PARENT
            .getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
    try (DirectoryStream<Path> ours = Files.newDirectoryStream(PARENT, prefix() + "*")) {
      for (Path directory : ours) {
        try {
          if (isAbandoned(directory.getFileName().toString())
              && Files.getOwner(directory).equals(me)) {
            delete(directory);
          }
        } catch (IOException | UncheckedIOException _) {
          // Another lab deletes it too, or its processes are about to die: the next one has it.
        }
      }
    }
  }

  /** Process numbers mean something in one PID namespace only, so its number is in the name. */
  private static String prefix() {
    try {
      String namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return "mirrornet-" + namespace.replaceAll("\\D", "") + "-";
    } catch (IOException e) {
      throw new UncheckedIOException("/proc is not there", e);
    }
  }
}
