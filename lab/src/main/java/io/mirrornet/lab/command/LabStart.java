package io.mirrornet.lab.command;

import io.mirrornet.lab.local.Lab;
import io.mirrornet.lab.local.LocalLab;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.Progress;
import io.mirrornet.lab.programs.WorkDirectory;
import io.mirrornet.lab.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts the lab that the commands are about. */
final class LabStart {

  private static final String OPERATOR_NAMESPACE = "mirrornet-system";
  private static final String OPERATOR_SERVICE_ACCOUNT = "mirrornet-operator";

  private LabStart() {}

  /** Instances do not start by themselves: the story has an administrator who does that. */
  static Lab of(Scenario scenario, Programs programs, List<Path> images, Progress progress)
      throws IOException, InterruptedException {
    try (WorkDirectory archives = WorkDirectory.create("archives")) {
      for (Path image : images) {
        Files.createSymbolicLink(archives.path().resolve(image.getFileName()), image);
      }
      return LocalLab.start(
          scenario,
          new LocalLab.Options(
              archives.path(), OPERATOR_NAMESPACE, OPERATOR_SERVICE_ACCOUNT, false),
          programs,
          progress);
    }
  }
}
