package io.mirrornet.lab.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A command that answers at once.
 *
 * @param status its exit status
 * @param output what it printed, errors included
 */
record ShortCommand(int status, String output) {

  /** Runs it to its end, with nothing on its standard input. */
  static ShortCommand run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.outputWriter(StandardCharsets.UTF_8).close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new ShortCommand(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command + " ran", e);
    }
  }
}
