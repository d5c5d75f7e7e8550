package io.mirrornet.lab.command;

import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.lab.scenario.ScenarioReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of this repository that the commands use.
 *
 * @param root the top of the repository
 */
record Home(Path root) {

  private static final String PROPERTY = "mirrornet.home";

  /** As the launcher says. */
  static Home ofLauncher() {
    return new Home(Path.of(System.getProperty(PROPERTY, ".")).toAbsolutePath().normalize());
  }

  /**
   * The scenario of a name or a path.
   *
   * @throws io.mirrornet.lab.scenario.InvalidScenarioException if there is none, or it is wrong
   */
  Scenario scenario(String nameOrPath) {
    boolean path = nameOrPath.contains("/") || nameOrPath.matches(".*\\.ya?ml");
    return ScenarioReader.read(
        path ? Path.of(nameOrPath) : root.resolve("lab/scenarios").resolve(nameOrPath + ".yaml"));
  }

  Path chart() {
    return root.resolve("helm/mirrornet");
  }

  /**
   * The archives of the product's images. There is no registry, so each node imports them.
   *
   * @throws IllegalStateException if one is not there
   */
  List<Path> images() {
    List<Path> images =
        Stream.of(
                "operator/target/image/mirrornet-operator.tar",
                "agent/target/image/mirrornet-agent.tar")
            .map(root::resolve)
            .toList();
    for (Path image : images) {
      if (!Files.exists(image)) {
        throw new IllegalStateException(
            "%s is not there; mvn package -DskipTests makes it".formatted(image));
      }
    }
    return images;
  }
}
