package io.mirrornet.lab.command;

import io.mirrornet.lab.local.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A process that does nothing but be in certain namespaces, so that {@code nsenter} finds them.
 *
 * @param process what was started
 * @param pid the one that is inside, in this JVM's PID namespace
 */
record Anchor(Process process, long pid) implements AutoCloseable {

  private static final Path PROC = Path.of("/proc");
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration TICK = Duration.ofMillis(20);

  /** Where the API server is reached. */
  static Anchor inCluster(Lab lab) {
    Process process = lab.kubectl().with(Path.of("sleep")).start(duration());
    return new Anchor(process, process.pid());
  }

  /**
   * Inside a machine.
   *
   * @throws IllegalStateException if it is off
   */
  static Anchor in(Lab lab, String machine) throws InterruptedException {
    String duration = duration();
    Process process = lab.exec(machine, List.of("sleep", duration));
    long deadline = System.nanoTime() + LIMIT.toNanos();
    // What was started may be nsenter, with the one that is inside as its child.
    while (System.nanoTime() < deadline && process.isAlive()) {
      Optional<Long> inside = find("sleep\0" + duration + "\0");
      if (inside.isPresent()) {
        return new Anchor(process, inside.get());
      }
      Thread.sleep(TICK);
    }
    process.destroyForcibly();
    throw new IllegalStateException("nothing could be started on " + machine);
  }

  @Override
  public void close() {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Some days in seconds, as no other process has them. */
  private static String duration() {
    return "1000000.%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
  }

  private static Optional<Long> find(String commandLine) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (has(process, commandLine)) {
          return Optional.of(Long.parseLong(process.getFileName().toString()));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean has(Path process, String commandLine) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
          .equals(commandLine);
    } catch (IOException _) {
      return false; // It ended while we looked.
    }
  }
}
