package io.mirrornet.lab.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab/kubectl} and {@code lab/helm}: clients of the lab's API server, on this terminal. */
final class ClusterClient {

  private ClusterClient() {}

  private static int run(String program, List<String> arguments, Console console)
      throws IOException, InterruptedException {
    return RunningLab.ofLauncher()
        .enter(
            new Request.EnterCluster(),
            List.of("--net"),
            reply ->
                Stream.concat(
                        Stream.of(reply.programs().getOrDefault(program, program)),
                        arguments.stream())
                    .toList(),
            console);
  }

  /** {@code lab/kubectl ...}. */
  @Command(name = "kubectl", description = "kubectl as an administrator of the lab's cluster.")
  static final class Kubectl implements Callable<Integer> {

    @Parameters(arity = "0..*", description = "For kubectl.")
    private List<String> arguments = List.of();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      return run("kubectl", arguments, Console.of(spec));
    }
  }

  /** {@code lab/helm ...}. */
  @Command(name = "helm", description = "Helm as an administrator of the lab's cluster.")
  static final class Helm implements Callable<Integer> {

    @Parameters(arity = "0..*", description = "For Helm.")
    private List<String> arguments = List.of();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      return run("helm", arguments, Console.of(spec));
    }
  }
}
