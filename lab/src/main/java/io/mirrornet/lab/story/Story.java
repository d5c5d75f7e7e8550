package io.mirrornet.lab.story;

import io.mirrornet.lab.kubernetes.CommandFailedException;
import io.mirrornet.lab.local.Lab;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.lab.scenario.Scenario.InjectedFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** From {@code kubectl apply} to a connection that arrives. */
public final class Story {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** An end has to last: a status may be one turn behind. */
  private static final int LOOKS_AT_THE_END = 3;

  private static final Duration PATIENCE_WITH_NEW_KINDS = Duration.ofSeconds(20);
  private static final Duration AT_LEAST = Duration.ofMinutes(8);
  private static final Duration EACH_HOST = Duration.ofMinutes(5);
  private static final Duration EACH_FAULT = Duration.ofMinutes(2);

  private final Lab lab;
  private final Stage stage;
  private final Observer observer;
  private final Players players;
  private final Approver approver;
  private final ChangeWatch watch = new ChangeWatch();
  private final Expectation expected;

  /**
   * Where a story is told.
   *
   * @param helm the program
   * @param chart directory of the chart
   * @param workspace an empty directory that the lab's programs see
   * @param proc where proc(5) is mounted
   */
  public record Stage(
      Path helm, Path chart, Path workspace, Path proc, InstantSource clock, Narrator narrator) {}

  /** A story in a lab that runs. */
  public Story(Lab lab, Stage stage) {
    this.lab = lab;
    this.stage = stage;
    this.observer = new Observer(lab, stage.clock());
    this.players = new Players(lab, stage.narrator(), stage.clock());
    this.expected = Expectation.of(lab.scenario());
    this.approver = new Approver(!lab.scenario().network().has("mirrors"));
  }

  /** Tells it to its end. The report says whether it came true. */
  public Report tell() throws InterruptedException {
    Narrator narrator = stage.narrator();
    narrator.stage("before", "who reaches whom, before");
    List<Row> before = measure();
    Instant began = stage.clock().instant();
    try {
      narrator.stage("install", "the operator is installed");
      new Chart(stage.helm(), stage.chart(), stage.workspace()).install(lab, narrator);
      narrator.stage("roll", "one object is applied, and each host has its turn");
      began = stage.clock().instant();
      apply(began);
    } catch (CommandFailedException e) {
      narrator.endOfStage();
      tell(Stream.concat(Stream.of(String.valueOf(e.getMessage())), pods()).toList());
      return report(new Roll(Optional.empty(), false, began), began, before, List.of(), false);
    }
    Roll roll = roll(began);
    narrator.stage("after", "who reaches whom, after");
    List<Row> after = measure();
    narrator.endOfStage();
    List<String> violations = verdict(roll, before, after).violations();
    tell(violations);
    return report(roll, began, before, after, violations.isEmpty());
  }

  /** What there is of the product, for who looks for the cause. */
  private Stream<String> pods() {
    return lab.kubectl()
        .attempt("get", "pods", "--namespace=" + Chart.NAMESPACE, "--output=wide")
        .output()
        .lines();
  }

  /** How the roll ended. */
  private record Roll(Optional<Scene> last, boolean settled, Instant ended) {}

  private List<Row> measure() throws InterruptedException {
    List<Row> rows = Measurement.of(lab);
    stage.narrator().lines(Table.lines(rows));
    return rows;
  }

  private void apply(Instant began) throws InterruptedException {
    String manifest = NetworkManifest.of(lab);
    Path file = stage.workspace().resolve("network.yaml");
    try {
      Files.writeString(file, manifest);
    } catch (IOException e) {
      throw new UncheckedIOException("the manifest cannot be written", e);
    }
    String[] arguments = {"apply", "--server-side", "--filename=" + file};
    stage
        .narrator()
        .command(
            "administrator",
            "lab/kubectl apply --server-side --filename=" + file.getFileName(),
            "all that is asked");
    stage.narrator().lines(manifest.lines().toList());
    Instant deadline = began.plus(PATIENCE_WITH_NEW_KINDS);
    // The API server serves a new kind a moment after its definition is there.
    while (!lab.kubectl().attempt(arguments).succeeded()
        && stage.clock().instant().isBefore(deadline)) {
      Thread.sleep(LOOK_EVERY);
    }
    lab.kubectl().run(arguments);
  }

  private Roll roll(Instant began) throws InterruptedException {
    Instant deadline = began.plus(patience(lab.scenario()));
    Optional<Scene> last = Optional.empty();
    int atTheEnd = 0;
    while (stage.clock().instant().isBefore(deadline)) {
      Optional<Scene> scene = observer.look();
      boolean ended = scene.isPresent() && act(scene.get());
      last = scene.isPresent() ? scene : last;
      atTheEnd = ended ? atTheEnd + 1 : 0;
      if (atTheEnd >= LOOKS_AT_THE_END) {
        return new Roll(scene, true, stage.clock().instant());
      }
      Thread.sleep(LOOK_EVERY);
    }
    return new Roll(last, false, stage.clock().instant());
  }

  /** Says what is new and does what is due; true if nothing was, and the end is reached. */
  private boolean act(Scene scene) throws InterruptedException {
    watch.changes(scene).forEach(stage.narrator()::say);
    List<Play> plays =
        Stream.concat(approver.next(scene).stream(), DatabaseAdministrator.next(scene).stream())
            .toList();
    for (Play play : plays) {
      players.play(play);
    }
    return plays.isEmpty() && Ending.isReached(expected, scene);
  }

  private static Duration patience(Scenario scenario) {
    int faults = scenario.faults().stream().mapToInt(InjectedFault::times).sum();
    return AT_LEAST
        .plus(EACH_HOST.multipliedBy(scenario.virtualMachines().size()))
        .plus(EACH_FAULT.multipliedBy(faults));
  }

  private Verdict verdict(Roll roll, List<Row> before, List<Row> after) {
    return new Verdict(
        lab.scenario(),
        expected,
        roll.settled(),
        roll.last().map(Ending::describe).orElse("the API server said nothing"),
        roll.last().map(Scene::network).orElse(NetworkView.NOTHING),
        before,
        after,
        lab.happenings(),
        lab.mirrors(),
        lab.powerStates(),
        observer.cordoned());
  }

  private void tell(List<String> violations) {
    Narrator narrator = stage.narrator();
    if (violations.isEmpty()) {
      narrator.say("the story came true");
    } else {
      narrator.say("the story did not come true:");
      narrator.lines(violations);
    }
  }

  private Report report(
      Roll roll, Instant began, List<Row> before, List<Row> after, boolean succeeded) {
    return new Report(
        lab.scenario().name(),
        observer.version(),
        succeeded,
        before,
        after,
        new History(lab.happenings(), began, roll.ended())
            .disruptions(roll.last().map(Scene::disruptions).orElse(List.of()), this::mirrorsOn),
        stage.narrator().seconds(),
        ProcessMemory.read(stage.proc()));
  }

  private List<String> mirrorsOn(String host) {
    return lab.scenario().mirrors().stream()
        .filter(mirror -> mirror.members().stream().anyMatch(m -> m.host().equals(host)))
        .map(Scenario.Mirror::name)
        .toList();
  }
}
