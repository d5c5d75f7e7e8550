package io.mirrornet.lab.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab/failover MIRROR}. */
@Command(
    name = "failover",
    description =
        "iris stop on the primary and, once the backup has taken over, iris start where it was.")
final class Failover implements Callable<Integer> {

  @Parameters(description = "A mirror, such as REGISTRY.")
  private String mirror = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    return RunningLab.ofLauncher().ask(new Request.Failover(mirror), Console.of(spec));
  }
}
