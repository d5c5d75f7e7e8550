package io.mirrornet.lab.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab/exec VM CMD...}. */
@Command(name = "exec", description = "Runs a command inside a virtual machine, on this terminal.")
final class Exec implements Callable<Integer> {

  private static final List<String> NAMESPACES =
      List.of("--net", "--mount", "--uts", "--ipc", "--pid");

  @Parameters(index = "0", paramLabel = "VM", description = "A virtual machine, such as hs-vm-b.")
  private String machine = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "CMD", description = "What to run.")
  private List<String> command = List.of();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return RunningLab.ofLauncher()
        .enter(new Request.EnterMachine(machine), NAMESPACES, _ -> command, Console.of(spec));
  }
}
