package io.mirrornet.operator.act;

import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.operator.attempt.OperationBook;
import io.mirrornet.operator.attempt.QuestionBook;
import io.mirrornet.operator.model.Attempt.Change;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.port.Cloud;
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.port.Leadership;
import io.mirrornet.operator.port.Live;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does actions: each at most one change, asked for once. */
public final class Executor {

  private static final Logger LOG = LoggerFactory.getLogger(Executor.class);

  private final Cluster cluster;
  private final Leadership leadership;
  private final QuestionBook questions;
  private final Gate gate;
  private final Slot slot;
  private final AzureSteps azure;
  private final Evidence evidence;

  /** An executor that notes what it begins in these books. */
  public Executor(
      Cloud cloud,
      Cluster cluster,
      Leadership leadership,
      InstantSource clock,
      RandomGenerator random,
      OperationBook operations,
      QuestionBook questions) {
    this.cluster = cluster;
    this.leadership = leadership;
    this.questions = questions;
    this.gate = new Gate(cloud, cluster, leadership, clock);
    this.slot = new Slot(cluster);
    this.azure = new AzureSteps(cloud, cluster, leadership, clock, operations);
    this.evidence = new Evidence(cluster, questions, clock, random);
  }

  /**
   * Does all that is due, in this order. Where one action fails by a defect, what follows for the
   * same host of the same network is left for the next turn; the others go on.
   *
   * @return the defects
   */
  public List<FleetPlan.Defect> execute(List<Action> due, Fleet fleet) {
    List<FleetPlan.Defect> defects = new ArrayList<>();
    Set<Decision> failed = new HashSet<>();
    for (Action action : due) {
      Decision decision = Decision.of(action, fleet);
      if (failed.contains(decision.withoutStep())) {
        continue;
      }
      try {
        execute(action, fleet);
      } catch (RuntimeException e) {
        failed.add(decision.withoutStep());
        defects.add(new FleetPlan.Defect(decision.toString(), decision.networkKey(), e));
      }
    }
    return defects;
  }

  /** Does what is due, if this process still leads. */
  public void execute(Action action, Fleet fleet) {
    if (leadership.isHeld()) {
      Decision.of(action, fleet).whileDoing(() -> perform(action, fleet));
    }
  }

  private void perform(Action action, Fleet fleet) {
    switch (action) {
      case Action.SetFinalizer(var network, var present) ->
          WriteLog.note(cluster.setFinalizer(network, present));
      case Action.LabelHost(var node, var host) -> WriteLog.note(cluster.labelHost(node, host));
      case Action.ApplyHostRoute apply -> applyHostRoute(apply, fleet);
      case Action.DeleteHostRoute delete -> deleteHostRoute(delete);
      case Action.CreateInterface create -> azure.createInterface(create);
      case Action.Propose(var key, var spec) -> WriteLog.note(cluster.createDisruption(key, spec));
      case Action.RecordDisruption(var disruption, var status) -> record(disruption, status);
      case Action.Admit admit -> admit(admit);
      case Action.TakeSlot(var disruption) -> {
        boolean _ = slot.take(disruption);
      }
      case Action.ReleaseSlot(var holder) -> slot.releaseIdle(holder, fleet);
      case Action.ReleaseOrphanedSlot(var holder) -> slot.releaseOrphaned(holder);
      case Action.HoldDisruption(var disruption, var present) ->
          WriteLog.note(cluster.holdDisruption(disruption, present));
      case Action.Cordon(var node, var cordoned, var disruption) ->
          WriteLog.note(cluster.cordon(node, cordoned, disruption));
      case Action.LiftCordon(var node, var disruption) -> liftCordon(node, disruption);
      case Action.Drain(var disruption, var node, var unmanaged) ->
          questions.drained(disruption.key(), cluster.evictPods(node, unmanaged));
      case Action.RequestEvidence request -> evidence.request(request, fleet);
      case Action.Deallocate deallocate ->
          gate.pass(deallocate, fleet)
              .ifPresentOrElse(
                  outcome -> azure.begun(deallocate.virtualMachine(), Change.DEALLOCATE, outcome),
                  () -> LOG.atInfo().log("not done: what it rests on has changed or was not read"));
      case Action.AttachInterface attach -> azure.attach(attach);
      case Action.Start(var disruption, var vm) -> azure.start(disruption, vm);
    }
  }

  private void liftCordon(Node node, ObjectKey disruption) {
    boolean over =
        switch (cluster.disruption(disruption)) {
          case Live.Found<ApiObject<HostDisruptionSpec, HostDisruptionStatus>>(var live) ->
              !live.status().phase().isOpen();
          case Live.Absent<?> _ -> true;
          case Live.Unavailable<?> _ -> false;
        };
    if (over) {
      WriteLog.note(cluster.cordon(node, false, disruption));
    }
  }

  /**
   * Only over what the plan has seen: what an informer does not show yet, such as a destination,
   * would be lost without anybody having looked whether it is gone.
   */
  private void applyHostRoute(Action.ApplyHostRoute action, Fleet fleet) {
    Optional<String> planned = fleet.cluster().hostRoute(action.key()).map(Executor::version);
    switch (cluster.hostRoute(action.key())) {
      case Live.Found<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>>(var live)
          when planned.filter(version(live)::equals).isPresent() ->
          applyHostRoute(action, Optional.of(live.metadata()));
      case Live.Absent<?> _ when planned.isEmpty() -> applyHostRoute(action, Optional.empty());
      case Live.Found<?> _, Live.Absent<?> _, Live.Unavailable<?> _ ->
          LOG.atDebug().log("the host route is another than was planned for, or was not read");
    }
  }

  private void applyHostRoute(Action.ApplyHostRoute action, Optional<Metadata> seen) {
    WriteLog.note(cluster.applyHostRoute(action.key(), action.network(), action.spec(), seen));
  }

  private static String version(ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route) {
    return route.metadata().uid() + "/" + route.metadata().generation();
  }

  private void deleteHostRoute(Action.DeleteHostRoute action) {
    boolean certain =
        action
            .gone()
            .map(node ->
                switch (cluster.node(node.name())) {
                  case Live.Found(var now) -> !now.uid().equals(node.uid());
                  case Live.Absent<?> _ -> true;
                  case Live.Unavailable<?> _ -> false;
                })
            .orElse(true);
    if (certain) {
      WriteLog.note(cluster.deleteHostRoute(action.hostRoute()));
    }
  }

  private void admit(Action.Admit action) {
    if (slot.take(action.disruption())) {
      // What failed in an earlier attempt is no argument in this one.
      azure.forget(action.virtualMachine());
      WriteLog.note(cluster.replaceDisruptionStatus(action.disruption(), action.opened()));
    }
  }

  private void record(Metadata disruption, HostDisruptionStatus status) {
    WriteLog.note(cluster.replaceDisruptionStatus(disruption, status));
    if (status.phase().isFinal()) {
      questions.forget(disruption.key());
    }
  }
}
