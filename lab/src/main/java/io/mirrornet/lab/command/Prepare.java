package io.mirrornet.lab.command;

import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * What has to be done before the lab's namespaces are entered, from which there is no way out: the
 * scenario is read, and each program is there afterwards. Prints the path of {@code ip}, with which
 * the launcher goes on.
 */
@Command(name = "prepare", hidden = true)
final class Prepare implements Callable<Integer> {

  @Parameters(defaultValue = "pair")
  private String scenario = "pair";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Home.ofLauncher().scenario(scenario);
    Programs programs = Programs.ofUser();
    Stream.of(Program.values()).forEach(programs::path);
    Console.of(spec).line(programs.path(Program.IP).toString());
    return 0;
  }
}
