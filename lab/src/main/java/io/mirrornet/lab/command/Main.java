package io.mirrornet.lab.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of all commands of the lab. */
@Command(
    name = "lab",
    description = "A local cloud, its network and its Kubernetes.",
    subcommands = {
      Prepare.class,
      Run.class,
      Serve.class,
      Status.class,
      Failover.class,
      Iris.class,
      FaultCommand.class,
      Exec.class,
      ClusterClient.Kubectl.class,
      ClusterClient.Helm.class
    })
public final class Main {

  /** The exit status of a command that failed with a message (sysexits.h: EX_SOFTWARE). */
  static final int FAILED = 70;

  private Main() {}

  /** Runs one command, and ends the JVM with its status. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, line, _) -> failed(failure, line));
  }

  /** The message is for people; the trace is for those who ask. */
  private static int failed(Exception failure, CommandLine line) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    line.getErr().println(line.getCommandName() + ": " + words(failure));
    if (Boolean.getBoolean("mirrornet.trace")) {
      failure.printStackTrace(line.getErr());
    } else {
      line.getErr().println("  (with MIRRORNET_TRACE=true it also says where)");
    }
    return FAILED;
  }

  private static String words(Throwable failure) {
    String message = failure.getMessage();
    String own = message == null ? failure.getClass().getSimpleName() : message;
    Throwable cause = failure.getCause();
    return cause == null || own.contains(String.valueOf(cause.getMessage()))
        ? own
        : own + ": " + words(cause);
  }
}
