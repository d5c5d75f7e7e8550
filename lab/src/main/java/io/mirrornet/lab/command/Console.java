package io.mirrornet.lab.command;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command prints. */
record Console(PrintWriter out) {

  static Console of(@Nullable CommandSpec spec) {
    return new Console(requireNonNull(spec, "picocli injects it").commandLine().getOut());
  }

  /** A line that is seen at once. */
  void line(String text) {
    out.println(text);
    out.flush();
  }
}
