package io.mirrornet.lab.command;

import io.mirrornet.lab.local.Lab;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.WorkDirectory;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.lab.story.Narrator;
import io.mirrornet.lab.story.Report;
import io.mirrornet.lab.story.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab/run}: the whole story. */
@Command(
    name = "run",
    description = "Starts a lab, tells the whole story, and ends with 0 only if it came true.")
final class Run implements Callable<Integer> {

  private static final int NOT_TRUE = 1;

  @Parameters(
      defaultValue = "pair",
      description = "A name in lab/scenarios, or a file. Default: pair.")
  private String scenario = "pair";

  @Option(names = "--report", description = "Where a report is written as JSON.")
  private Optional<Path> report = Optional.empty();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Home home = Home.ofLauncher();
    Narrator narrator = new Narrator(InstantSource.system(), Console.of(spec)::line);
    Scenario told = home.scenario(scenario);
    Programs programs = new Programs(System.getenv(), narrator::say);
    narrator.stage("lab", "the lab starts: %s".formatted(told.name()));
    try (Lab lab = LabStart.of(told, programs, home.images(), narrator::say);
        ControlServer _ = ControlServer.start(lab, programs);
        WorkDirectory workspace = WorkDirectory.create("story")) {
      Report result =
          new Story(
                  lab,
                  new Story.Stage(
                      programs.path(Program.HELM),
                      home.chart(),
                      workspace.path(),
                      Path.of("/proc"),
                      InstantSource.system(),
                      narrator))
              .tell();
      if (report.isPresent()) {
        Files.writeString(report.get(), result.json());
      }
      return result.succeeded() ? 0 : NOT_TRUE;
    }
  }
}
