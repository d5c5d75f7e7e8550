package io.mirrornet.lab.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Where a child process is born: its namespaces are those of the thread that starts it. {@code
 * networkNamespace::start} is one.
 *
 * <p>The kernel counts that thread as the parent: a child that is to die with its parent dies when
 * the thread ends, so the thread must live as long as the child.
 */
@FunctionalInterface
public interface Birthplace {

  /** Starts the process. */
  Process start(ProcessBuilder command);

  /** The namespaces of this JVM; each child gets a thread of its own that waits for its end. */
  static Birthplace here() {
    return command -> {
      CompletableFuture<Process> started = new CompletableFuture<>();
      Thread.ofPlatform()
          .daemon()
          .name("parent-of-" + command.command().getFirst())
          .start(() -> startAndWait(command, started));
      try {
        return started.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof IOException cause ? new UncheckedIOException(cause) : e;
      }
    };
  }

  private static void startAndWait(ProcessBuilder command, CompletableFuture<Process> started) {
    try {
      Process process = command.start();
      started.complete(process);
      process.waitFor();
    } catch (IOException e) {
      started.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
