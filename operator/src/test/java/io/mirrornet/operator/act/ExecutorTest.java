package io.mirrornet.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.operator.attempt.OperationBook;
import io.mirrornet.operator.attempt.QuestionBook;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.world.DisruptionStory;
import io.mirrornet.operator.world.FleetWorld;
import io.mirrornet.operator.world.WorldCloud;
import io.mirrornet.operator.world.WorldCluster;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ExecutorTest {

  private final FleetWorld world = DisruptionStory.beginning();
  private final DisruptionStory story = new DisruptionStory(world);
  private final WorldCluster cluster = new WorldCluster(world);
  private final WorldCloud cloud = new WorldCloud(world);
  private final OperationBook operations = new OperationBook();
  private final QuestionBook questions = new QuestionBook();
  private final Executor executor =
      new Executor(
          cloud,
          cluster,
          () -> true,
          world::now,
          RandomGenerator.getDefault(),
          operations,
          questions);

  @Test
  void aCordonIsNotLiftedWhenItsDisruptionTurnsOutToBeOpen() {
    world.cordoned("hs-vm-b", DisruptionStory.KEY);
    Action lift = world.due(Action.LiftCordon.class).getFirst();

    story.open();
    execute(lift);

    assertThat(cluster.writes()).isEmpty();
  }

  @Test
  void aCordonIsLiftedWhenItsDisruptionIsGoneInTheApiServerToo() {
    world.cordoned("hs-vm-b", DisruptionStory.KEY);

    execute(world.due(Action.LiftCordon.class).getFirst());

    assertThat(cluster.writes()).containsExactly("cordon hs-vm-b false");
  }

  @Test
  void aSlotIsNotGivenBackWhenItsRecordTurnsOutToExist() {
    story.open();
    world.goneDisruption(DisruptionStory.KEY);
    Action release = world.due(Action.ReleaseOrphanedSlot.class).getFirst();

    story.open();
    execute(release);

    assertThat(cluster.writes()).isEmpty();
  }

  @Test
  void aSlotIsNotGivenBackWhenItsRecordTurnsOutToBeOpen() {
    story.open();
    world.disruption(
        DisruptionStory.KEY,
        story.spec(story.approval()),
        DisruptionStory.status(DisruptionPhase.Approved));
    world.after(Duration.ofSeconds(16));
    Action release = world.due(Action.ReleaseSlot.class).getFirst();
    Fleet behind = world.fleet();

    world.disruption(
        DisruptionStory.KEY,
        story.spec(story.approval()),
        DisruptionStory.status(DisruptionPhase.Open));
    executor.execute(release, behind);

    assertThat(cluster.writes()).isEmpty();
  }

  @Test
  void aSlotThatWasTakenWithoutOpeningIsGivenBack() {
    story.open();
    world.disruption(
        DisruptionStory.KEY,
        story.spec(story.approval()),
        DisruptionStory.status(DisruptionPhase.Approved));
    world.after(Duration.ofSeconds(16));

    execute(world.due(Action.ReleaseSlot.class).getFirst());

    assertThat(cluster.writes()).containsExactly("swapSlot nobody");
  }

  @Test
  void aSlotIsGivenBackWhenItsRecordIsGoneInTheApiServerToo() {
    story.open();
    world.goneDisruption(DisruptionStory.KEY);

    execute(world.due(Action.ReleaseOrphanedSlot.class).getFirst());

    assertThat(cluster.writes()).containsExactly("swapSlot nobody");
  }

  @Test
  void theListOfInterfacesIsMadeFromTheMachineAsItIsAtThatMoment() {
    story.down();
    Action attach = world.due(Action.AttachInterface.class).getFirst();

    world.foreignInterfaceOf("hs-vm-b");
    execute(attach);

    assertThat(cloud.changes())
        .containsExactly(
            "replaceInterfaces hs-vm-b [hs-vm-b-nic, hs-vm-b-other, hs-vm-b-mirrornet] \"2\"");
  }

  @Test
  void anInterfaceThatIsAttachedByNowIsNotAttachedAgain() {
    story.down();
    Action attach = world.due(Action.AttachInterface.class).getFirst();

    world.attachedInterfaceOf("hs-vm-b");
    execute(attach);

    assertThat(cloud.changes()).isEmpty();
  }

  @Test
  void anActionThatFailsByADefectHoldsUpNoOtherHost() {
    story.down().attachedInterfaceOf("hs-vm-b").recorded();
    world.brokenInterfaceOf("hs-vm-a");
    Action create = world.due(Action.CreateInterface.class).getFirst();
    Action start = world.due(Action.Start.class).getFirst();
    cloud.brokenAt("createInterface");

    List<FleetPlan.Defect> defects =
        executor.execute(List.of(create, create, start), world.fleet());

    assertThat(cloud.changes()).containsExactly("start hs-vm-b");
    assertThat(defects)
        .singleElement()
        .satisfies(defect -> assertThat(defect.subject()).startsWith("CreateInterface on hs-vm-a"));
  }

  @Test
  void anInterfaceOfOursWhoseLastWriteFailedIsWrittenAgain() {
    world.brokenInterfaceOf("hs-vm-b");

    execute(world.due(Action.CreateInterface.class).getFirst());

    assertThat(cloud.changes()).containsExactly("createInterface hs-vm-b-mirrornet W/\"2\"");
  }

  @Test
  void anInterfaceThatIsWellByNowIsNotWrittenAgain() {
    world.brokenInterfaceOf("hs-vm-b");
    Action repair = world.due(Action.CreateInterface.class).getFirst();

    world.interfaceOf("hs-vm-b");
    execute(repair);

    assertThat(cloud.changes()).isEmpty();
  }

  @Test
  void whatIsAskedOfAzureIsOneLineWithNetworkHostStepAndCorrelationId() {
    story.down();
    Action attach = world.due(Action.AttachInterface.class).getFirst();

    List<ILoggingEvent> lines = linesOf(() -> execute(attach));

    assertThat(lines)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.getMDCPropertyMap())
              .containsEntry("network", FleetWorld.NETWORK.toString())
              .containsEntry("host", "hs-vm-b")
              .containsEntry("step", "AttachInterface");
          assertThat(line.getKeyValuePairs())
              .extracting(pair -> pair.key)
              .contains("resource", "correlationId");
        });
  }

  @Test
  void whatIsWrittenToTheApiServerIsOneLineWithNetworkHostAndStep() {
    world.cordoned("hs-vm-b", DisruptionStory.KEY);
    Action lift = world.due(Action.LiftCordon.class).getFirst();

    List<ILoggingEvent> lines = linesOf(() -> execute(lift));

    assertThat(lines)
        .singleElement()
        .satisfies(line ->
            assertThat(line.getMDCPropertyMap())
                .containsEntry("host", "hs-vm-b")
                .containsEntry("step", "LiftCordon"));
  }

  private static List<ILoggingEvent> linesOf(Runnable work) {
    Logger logger = (Logger) LoggerFactory.getLogger(Executor.class.getPackageName());
    ListAppender<ILoggingEvent> lines =
        new ListAppender<>() {
          @Override
          protected void append(ILoggingEvent line) {
            // Takes the fields of the thread as they are now.
            line.prepareForDeferredProcessing();
            super.append(line);
          }
        };
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    try {
      work.run();
    } finally {
      logger.setAdditive(true);
      logger.setLevel(Level.WARN);
      logger.detachAppender(lines);
    }
    return List.copyOf(lines.list);
  }

  @Test
  void aHostRouteThatTheInformerDoesNotShowYetIsNotWrittenOver() {
    FleetWorld early = new FleetWorld().interfaceOf("hs-vm-a").interfaceOf("hs-vm-b");
    Action apply = early.due(Action.ApplyHostRoute.class).getFirst();

    executor.execute(apply, early.fleet());

    assertThat(cluster.writes()).isEmpty();
  }

  @Test
  void aHostRouteIsWrittenForTheVersionThatWasReadAndNoOther() {
    world.attachedInterfaceOf("hs-vm-a");
    Action.ApplyHostRoute apply = world.due(Action.ApplyHostRoute.class).getFirst();

    execute(apply);

    String version =
        world.fleet().cluster().hostRoute(apply.key()).orElseThrow().metadata().resourceVersion();
    assertThat(cluster.writes())
        .containsExactly("applyHostRoute %s over %s".formatted(apply.key(), version));
  }

  @Test
  void aDisruptionThatOnlyWaitsJoinsTheFreshQuestionOfAnother() {
    story.proposed(null);
    Action.RequestEvidence ask = world.due(Action.RequestEvidence.class).getFirst();
    Action another =
        new Action.RequestEvidence(new ObjectKey("healthshare", "ucr-hs-vm-a-1"), ask.hostRoutes());

    execute(ask);
    execute(another);

    assertThat(questions.evidence().values()).hasSize(2);
    assertThat(Set.copyOf(questions.evidence().values())).hasSize(1);
  }

  private void execute(Action action) {
    executor.execute(action, world.fleet());
  }
}
