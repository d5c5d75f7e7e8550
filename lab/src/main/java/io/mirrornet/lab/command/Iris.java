package io.mirrornet.lab.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab/iris VM INSTANCE stop|start}. */
@Command(name = "iris", description = "Stops or starts an instance on a virtual machine.")
final class Iris implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "VM", description = "A virtual machine, such as hs-vm-b.")
  private String machine = "";

  @Parameters(index = "1", paramLabel = "INSTANCE", description = "An instance, such as REGB.")
  private String instance = "";

  @Parameters(index = "2", description = "${COMPLETION-CANDIDATES}")
  private Request.Iris.Action action = Request.Iris.Action.stop;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    return RunningLab.ofLauncher()
        .ask(new Request.Iris(machine, instance, action), Console.of(spec));
  }
}
