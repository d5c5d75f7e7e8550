package io.mirrornet.lab.namespace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/**
 * A network namespace, held by one thread of this JVM.
 *
 * <p>What {@link #call} runs is inside: sockets that it opens belong to the namespace for good and
 * may then be used from any thread; processes that it starts are born in it. A blocking call blocks
 * the namespace's only thread, so open here and wait elsewhere.
 *
 * <p>The namespace ends with {@link #close}, or with the JVM, as soon as no socket or process of it
 * is left.
 */
public final class NetworkNamespace implements AutoCloseable {

  private final String name;
  private final ExecutorService inside;
  private final Path path;

  private NetworkNamespace(String name, ExecutorService inside, Path path) {
    this.name = name;
    this.inside = inside;
    this.path = path;
  }

  /**
   * Makes a namespace with nothing but a loopback interface, which is up.
   *
   * @param name what threads and error messages call it; need not be unique
   * @throws IllegalStateException if the kernel refuses: it takes root
   */
  public static NetworkNamespace create(String name) {
    ThreadFactory threads = Thread.ofPlatform().daemon().name("netns-" + name).factory();
    ExecutorService inside = Executors.newSingleThreadExecutor(threads);
    try {
      Path path =
          get(
              inside.submit(() -> {
                Kernel.unshareNetwork();
                return Path.of(
                    "/proc",
                    Long.toString(ProcessHandle.current().pid()),
                    "task",
                    Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString(),
                    "ns/net");
              }));
      NetworkNamespace namespace = new NetworkNamespace(name, inside, path);
      namespace.ip("link set lo up");
      return namespace;
    } catch (RuntimeException e) {
      inside.shutdownNow();
      throw e;
    }
  }

  /** What error messages call it. */
  public String name() {
    return name;
  }

  /**
   * Where other processes find it: {@code ip link set eth0 netns PATH}, {@code nsenter --net=PATH}.
   */
  public Path path() {
    return path;
  }

  /**
   * Runs the task inside and waits for its result. Exceptions come out as they are if unchecked,
   * else wrapped in {@link IllegalStateException}.
   */
  public <T> T call(Callable<T> task) {
    return get(inside.submit(task));
  }

  /** Starts a process inside. The caller ends it. */
  public Process start(ProcessBuilder command) {
    return call(command::start);
  }

  /**
   * Runs a program inside to its end.
   *
   * @return what it printed, errors included
   * @throws IllegalStateException with that text, if its exit status was not 0
   */
  public String exec(String... command) {
    return feed("", command);
  }

  /**
   * As {@link #exec}, with something to read for the program.
   *
   * @param input its whole standard input; small enough for a pipe where the program answers before
   *     it has read it all
   */
  public String feed(String input, String... command) {
    Process process = start(new ProcessBuilder(command).redirectErrorStream(true));
    try {
      try (Writer writer = process.outputWriter(StandardCharsets.UTF_8)) {
        writer.write(input);
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException(
            "%s: %s: status %d: %s".formatted(name, List.of(command), status, output));
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(name + ": interrupted while " + List.of(command) + " ran", e);
    }
  }

  /**
   * Configures interfaces, addresses, routes and rules with iproute2.
   *
   * @param commands what stands behind {@code ip}, one a line
   * @return what they printed
   * @throws IllegalStateException at the first that fails; those before it have been done
   */
  public String ip(String... commands) {
    return feed(String.join("\n", commands) + "\n", "ip", "-batch", "-");
  }

  /**
   * Sets a variable of this namespace's network, such as {@code net.ipv4.ip_forward}. A dot
   * divides, a slash stands for a dot within a name, as sysctl(8) has it.
   *
   * @throws UncheckedIOException if there is none of that name, or the kernel refuses the value
   */
  public void sysctl(String name, int value) {
    Path variable =
        Path.of("/proc/sys", name.replace('.', '\0').replace('/', '.').replace('\0', '/'));
    call(() -> {
      try {
        return Files.writeString(variable, Integer.toString(value));
      } catch (IOException e) {
        throw new UncheckedIOException("%s: %s = %d".formatted(this.name, name, value), e);
      }
    });
  }

  @Override
  public void close() {
    inside.shutdownNow();
  }

  @Override
  public String toString() {
    return "namespace " + name;
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
