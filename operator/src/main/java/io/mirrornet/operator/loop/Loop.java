package io.mirrornet.operator.loop;

import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.operator.act.Executor;
import io.mirrornet.operator.act.NotedCluster;
import io.mirrornet.operator.attempt.OperationBook;
import io.mirrornet.operator.attempt.QuestionBook;
import io.mirrornet.operator.attempt.RefusalBook;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.Installation;
import io.mirrornet.operator.observe.AzureObserver;
import io.mirrornet.operator.observe.FleetObserver;
import io.mirrornet.operator.observe.Freshness;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.plan.Planner;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import io.mirrornet.operator.port.Cloud;
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.port.Leadership;
import io.mirrornet.operator.report.StatusReport;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's loop. One thread at a time. */
public final class Loop {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final Cluster cluster;
  private final Leadership leadership;
  private final InstantSource clock;
  private final FleetObserver observer;
  private final Executor executor;
  private Set<String> told = Set.of();

  /**
   * A loop without memory.
   *
   * @param refusals what was refused so far; others of this process may write there as well
   */
  public Loop(
      Cloud cloud,
      Cluster cluster,
      Leadership leadership,
      InstantSource clock,
      RandomGenerator random,
      Installation installation,
      RefusalBook refusals) {
    OperationBook operations = new OperationBook();
    QuestionBook questions = new QuestionBook();
    this.cluster = new NotedCluster(cluster, refusals, clock);
    this.leadership = leadership;
    this.clock = clock;
    this.observer =
        new FleetObserver(
            cloud,
            this.cluster,
            installation,
            new AzureObserver(cloud, Freshness.DEFAULT, clock),
            operations,
            questions,
            refusals);
    this.executor =
        new Executor(cloud, this.cluster, leadership, clock, random, operations, questions);
  }

  /**
   * One turn. Does nothing unless this process leads.
   *
   * @return what was planned; empty if nothing was
   */
  public Optional<FleetPlan> turn() {
    if (!leadership.isHeld()) {
      return Optional.empty();
    }
    Fleet fleet = observer.look(clock.instant());
    FleetPlan plan = Planner.plan(fleet);
    tellOnce(plan.defects());
    for (Action action : plan.due()) {
      executor.execute(action, fleet);
    }
    plan.survey().networks().forEach(network -> report(plan, network));
    return Optional.of(plan);
  }

  /** With the place of each, and not at each turn. */
  private void tellOnce(List<FleetPlan.Defect> defects) {
    Set<String> now = new HashSet<>();
    for (FleetPlan.Defect defect : defects) {
      String text = "%s: %s".formatted(defect.subject(), defect.cause());
      now.add(text);
      if (!told.contains(text)) {
        LOG.atError()
            .addKeyValue("subject", defect.subject())
            .setCause(defect.cause())
            .log("planning fails; nothing is done for it, everything else goes on");
      }
    }
    told = Set.copyOf(now);
  }

  private void report(FleetPlan plan, NetworkSurvey network) {
    HealthShareMirrorNetworkStatus status = StatusReport.of(plan, network);
    if (leadership.isHeld() && !status.equals(network.network().status())) {
      cluster.applyNetworkStatus(network.network().metadata(), status);
    }
  }
}
