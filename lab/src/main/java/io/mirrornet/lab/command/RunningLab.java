package io.mirrornet.lab.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lab that a command is meant for.
 *
 * @param init number of its first process, in the PID namespace of the command
 */
record RunningLab(long init) {

  private static final String PROPERTY = "mirrornet.init";

  /** The shell's work inside: from the caller's directory, if there is one of that name. */
  private static final String THERE = "cd \"$0\" 2>/dev/null || :; exec \"$@\"";

  /** As the launcher says. */
  static RunningLab ofLauncher() {
    return new RunningLab(Long.parseLong(System.getProperty(PROPERTY, "0")));
  }

  /** Asks, prints the answer, and gives the status to end with. */
  int ask(Request request, Console console) throws IOException {
    try (ControlSocket socket = ControlSocket.to(init)) {
      socket.write(request);
      Reply reply = socket.read(Reply.class);
      reply.lines().forEach(console::line);
      return reply.exit();
    }
  }

  /** What is to be run in a lab. */
  interface Inside {
    List<String> command(Reply reply);
  }

  /**
   * Runs a command in namespaces of the lab, on this terminal.
   *
   * @param namespaces options of nsenter
   * @return its exit status
   */
  int enter(Request request, List<String> namespaces, Inside inside, Console console)
      throws IOException, InterruptedException {
    try (ControlSocket socket = ControlSocket.to(init)) {
      socket.write(request);
      Reply reply = socket.read(Reply.class);
      reply.lines().forEach(console::line);
      if (reply.anchor() == 0) {
        return reply.exit();
      }
      ProcessBuilder builder = new ProcessBuilder(command(reply, namespaces, inside)).inheritIO();
      builder.environment().putAll(reply.environment());
      return builder.start().waitFor();
    }
  }

  private List<String> command(Reply reply, List<String> namespaces, Inside inside) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("nsenter", "--target=" + init, "--mount", "--pid", "--"));
    command.addAll(List.of("nsenter", "--target=" + reply.anchor()));
    command.addAll(namespaces);
    command.addAll(List.of("--", "/bin/sh", "-c", THERE, Path.of("").toAbsolutePath().toString()));
    command.addAll(inside.command(reply));
    return command;
  }
}
