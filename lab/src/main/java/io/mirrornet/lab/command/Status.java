package io.mirrornet.lab.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lab/status}. */
@Command(name = "status", description = "Shows machines and mirrors of the running lab.")
final class Status implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    return RunningLab.ofLauncher().ask(new Request.Status(), Console.of(spec));
  }
}
