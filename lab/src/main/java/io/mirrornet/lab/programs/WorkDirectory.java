package io.mirrornet.lab.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A temporary directory for a part of the lab, readable by its user alone. A JVM that is killed
 * leaves it behind; the next lab of the same user removes it.
 */
public final class WorkDirectory implements AutoCloseable {

  private static final Path PARENT = Path.of(System.getProperty("java.io.tmpdir"));

  private static final int ATTEMPTS = 10;

  private static final Pattern NAME =
      Pattern.compile("mirrornet-(?<namespace>\\d{1,12})-(?<owner>\\d{1,10})-");

  /** The kernel's own number of the PID namespace of all ({@code PROC_PID_INIT_INO}). */
  private static final long INITIAL_NAMESPACE = 0xEFFF_FFFCL;

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

  /** Somebody who ends just now may still make and delete files in it. */
  static void delete(Path directory) throws IOException {
    for (int attempt = 1; Files.exists(directory); attempt++) {
      try {
        deleteOnce(directory);
      } catch (NoSuchFileException | DirectoryNotEmptyException | UncheckedIOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static void deleteOnce(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /**
   * Whether what has this name, or that of a directory made here, belongs to a JVM that is gone:
   * one of this PID namespace, or one of a namespace that has ended with all its processes. The
   * latter can be told only where all processes are visible.
   */
  public static boolean isAbandoned(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.lookingAt()) {
      return false;
    }
    long namespace = Long.parseLong(parts.group("namespace"));
    long owner = Long.parseLong(parts.group("owner"));
    long own = namespaceOf("self").orElseThrow();
    if (namespace == own) {
      return ProcessHandle.of(owner).isEmpty();
    }
    return own == INITIAL_NAMESPACE
        && ProcessHandle.allProcesses()
            .flatMap(process -> namespaceOf(Long.toString(process.pid())).stream().boxed())
            .noneMatch(alive -> alive == namespace);
  }

  private static void removeAbandoned() throws IOException {
    UserPrincipal me =
        PARENT
            .getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
    try (DirectoryStream<Path> ours = Files.newDirectoryStream(PARENT, "mirrornet-*")) {
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
    return "mirrornet-%d-".formatted(namespaceOf("self").orElseThrow());
  }

  /** The number of a process's PID namespace; empty for a process that is gone. */
  private static OptionalLong namespaceOf(String process) {
    try {
      String link = Files.readSymbolicLink(Path.of("/proc", process, "ns/pid")).toString();
      return OptionalLong.of(Long.parseLong(link.replaceAll("\\D", "")));
    } catch (IOException gone) {
      return OptionalLong.empty();
    }
  }
}
