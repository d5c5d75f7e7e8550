package io.mirrornet.operator.loop;

import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.operator.act.Executor;
import io.mirrornet.operator.act.NotedCluster;
import io.mirrornet.operator.attempt.OperationBook;
import io.mirrornet.operator.attempt.QuestionBook;
import io.mirrornet.operator.attempt.RefusalBook;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.Installation;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.observe.AzureObserver;
import io.mirrornet.operator.observe.FleetObserver;
import io.mirrornet.operator.observe.Freshness;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.plan.Planner;
import io.mirrornet.operator.port.Cloud;
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.port.Leadership;
import io.mirrornet.operator.report.StatusReport;
import java.time.InstantSource;
import java.util.ArrayList;
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
    List<FleetPlan.Defect> defects = new ArrayList<>(plan.defects());
    defects.addAll(executor.execute(plan.due(), fleet));
    for (var network : fleet.cluster().networks()) {
      Optional<FleetPlan.Defect> held =
          defects.stream().filter(defect -> defect.concerns(network.key())).findFirst();
      report(plan, network, held).ifPresent(defects::add);
    }
    tellOnce(defects);
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
            .log("a defect of the operator; nothing is done for it, everything else goes on");
      }
    }
    told = Set.copyOf(now);
  }

  /** Writes the status of a network; one that cannot be made says so instead. */
  private Optional<FleetPlan.Defect> report(
      FleetPlan plan,
      ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> network,
      Optional<FleetPlan.Defect> held) {
    try {
      HealthShareMirrorNetworkStatus seen =
          plan.survey()
              .network(network.key())
              .map(surveyed -> StatusReport.of(plan, surveyed))
              .orElse(network.status());
      write(network, held.map(defect -> stalled(network, seen, defect)).orElse(seen));
      return Optional.empty();
    } catch (RuntimeException e) {
      FleetPlan.Defect defect =
          new FleetPlan.Defect(
              "the status of network " + network.key(), Optional.of(network.key()), e);
      write(network, stalled(network, network.status(), defect));
      return Optional.of(defect);
    }
  }

  private HealthShareMirrorNetworkStatus stalled(
      ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> network,
      HealthShareMirrorNetworkStatus seen,
      FleetPlan.Defect defect) {
    return StatusReport.stalled(network, seen, defect, clock.instant());
  }

  private void write(
      ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> network,
      HealthShareMirrorNetworkStatus status) {
    if (leadership.isHeld() && !status.equals(network.status())) {
      cluster.applyNetworkStatus(network.metadata(), status);
    }
  }
}
