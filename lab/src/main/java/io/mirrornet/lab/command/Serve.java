package io.mirrornet.lab.command;

import io.mirrornet.lab.local.Lab;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.lab.story.Narrator;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab/up}, inside: a lab without a story, until somebody takes it down. */
@Command(name = "up", description = "Starts a lab that stays; lab/down ends it.")
final class Serve implements Callable<Integer> {

  @Parameters(
      defaultValue = "pair",
      description = "A name in lab/scenarios, or a file. Default: pair.")
  private String scenario = "pair";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Home home = Home.ofLauncher();
    Narrator narrator = new Narrator(InstantSource.system(), Console.of(spec)::line);
    Scenario served = home.scenario(scenario);
    Programs programs = new Programs(System.getenv(), narrator::say);
    narrator.stage("lab", "the lab starts: %s".formatted(served.name()));
    try (Lab lab = LabStart.of(served, programs, home.images(), narrator::say);
        ControlServer _ = ControlServer.start(lab, programs)) {
      narrator.endOfStage();
      new CountDownLatch(1).await();
      return 0;
    }
  }
}
