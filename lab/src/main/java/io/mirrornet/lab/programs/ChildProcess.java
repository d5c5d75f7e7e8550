package io.mirrornet.lab.programs;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A child that never outlives this JVM, not even one that is killed: the kernel kills it when its
 * parent is gone (PR_SET_PDEATHSIG, prctl(2), set by {@code setpriv} of util-linux). What it prints
 * goes to a file.
 */
public final class ChildProcess implements AutoCloseable {

  /** How long {@link #close} waits for an orderly end before it kills. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /**
   * The parent may have died before setpriv spoke to the kernel, and then no signal ever comes; so
   * the child looks once whether its parent is still the JVM.
   */
  private static final String UNLESS_ORPHANED = "[ \"$PPID\" = \"$0\" ] && exec \"$@\"";

  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a program with nothing on its standard input.
   *
   * @param command the program and its arguments
   * @param environment added to that of this JVM
   * @param directory where it works
   * @param log gets what it prints, errors included; overwritten
   * @param place where it is born
   * @throws UncheckedIOException if it cannot be started
   */
  public static ChildProcess start(
      List<String> command,
      Map<String, String> environment,
      Path directory,
      Path log,
      Birthplace place) {
    List<String> guard =
        List.of(
            "setpriv",
            "--pdeathsig",
            "KILL",
            "/bin/sh",
            "-c",
            UNLESS_ORPHANED,
            Long.toString(ProcessHandle.current().pid()));
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(guard.stream(), command.stream()).toList())
            .directory(directory.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new ChildProcess(place.start(builder), log);
  }

  /** Its number. */
  public long pid() {
    return process.pid();
  }

  /** The processes that it started and that still run. */
  public List<ProcessHandle> children() {
    return process.children().toList();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits for its end.
   *
   * @return whether it ended in time
   */
  public boolean waitFor(Duration timeout) {
    try {
      return process.waitFor(timeout.toNanos(), NANOSECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while process " + pid() + " ran", e);
    }
  }

  /**
   * Its exit status; 128 and the signal's number if it was killed.
   *
   * @throws IllegalThreadStateException if it still runs
   */
  public int exitStatus() {
    return process.exitValue();
  }

  /** The last lines that it printed, without the empty ones. */
  public String lastLines(int count) {
    return lastLines(log, count);
  }

  /** The last lines of any log, without the empty ones; empty if there is no such file. */
  public static String lastLines(Path log, int count) {
    if (!Files.exists(log)) {
      return "";
    }
    try {
      List<String> lines =
          Files.readString(log, StandardCharsets.ISO_8859_1)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end (SIGTERM), kills it if it does not within the grace, and waits. */
  public void stop(Duration grace) {
    process.destroy();
    if (!waitFor(grace)) {
      process.destroyForcibly();
      waitFor(GRACE);
    }
  }

  /** As {@link #stop} with a grace of ten seconds. */
  @Override
  public void close() {
    stop(GRACE);
  }
}
