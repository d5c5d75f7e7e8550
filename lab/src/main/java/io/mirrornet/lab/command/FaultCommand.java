package io.mirrornet.lab.command;

import io.mirrornet.lab.scenario.Scenario.InjectedFault;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab/fault WHEN VM CODE [TIMES]}. */
@Command(name = "fault", description = "Lets Azure fail from now on.")
final class FaultCommand implements Callable<Integer> {

  private enum Operation {
    start,
    deallocate,
    attach,
    create
  }

  @Parameters(index = "0", paramLabel = "WHEN", description = "${COMPLETION-CANDIDATES}")
  private Operation when = Operation.start;

  @Parameters(index = "1", paramLabel = "VM", description = "A virtual machine, such as hs-vm-b.")
  private String machine = "";

  @Parameters(
      index = "2",
      paramLabel = "CODE",
      description = "Azure's code, such as AllocationFailed.")
  private String code = "";

  @Parameters(index = "3", paramLabel = "TIMES", defaultValue = "1", description = "Default: 1.")
  private int times = 1;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    return RunningLab.ofLauncher()
        .ask(
            new Request.Fault(new InjectedFault(when.name(), machine, code, times)),
            Console.of(spec));
  }
}
