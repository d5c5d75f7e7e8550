package io.mirrornet.operator.act;

import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.disruption.StepName;
import io.mirrornet.api.disruption.StepOutcome;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.Planner;
import io.mirrornet.operator.plan.disruption.Records;
import io.mirrornet.operator.port.Acceptance;
import io.mirrornet.operator.port.Cloud;
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.port.Leadership;
import io.mirrornet.operator.port.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The only way to a deallocation. Everything that the decision rests on is read again, live; the
 * same plan must come out of it; the intent is written down at the version that was read; and the
 * request is made, once, if it is due and leadership is held at the moment when it leaves.
 */
final class Gate {

  private final Cloud cloud;
  private final Cluster cluster;
  private final Leadership leadership;
  private final InstantSource clock;
  private final LiveFleet live;

  Gate(Cloud cloud, Cluster cluster, Leadership leadership, InstantSource clock) {
    this.cloud = cloud;
    this.cluster = cluster;
    this.leadership = leadership;
    this.clock = clock;
    this.live = new LiveFleet(cloud, cluster);
  }

  /** What came of the call; empty if it was not made. */
  Optional<Acceptance> pass(Action.Deallocate action, Fleet fleet) {
    return live.of(action, fleet, clock)
        .filter(now -> isStillDue(action, now))
        .filter(now ->
            now.cluster().disruption(action.disruption().key()).filter(this::intend).isPresent())
        .flatMap(now -> cloud.deallocate(action.virtualMachine(), () -> mayBeSent(action, now)));
  }

  /**
   * The last word, when nothing is left to wait for: writing and signing in may have taken their
   * time. What the decision rests on must hold now and until the request has left.
   */
  private boolean mayBeSent(Action.Deallocate action, Fleet read) {
    Instant now = clock.instant();
    return leadership.isHeld()
        && isStillDue(action, read.at(now))
        && isStillDue(action, read.at(now.plus(Cloud.SENDING)));
  }

  private static boolean isStillDue(Action.Deallocate action, Fleet now) {
    return Planner.plan(now)
        .disruption(action.disruption().key())
        .filter(next ->
            next.due().stream()
                .anyMatch(due ->
                    due instanceof Action.Deallocate same
                        && same.virtualMachine().equals(action.virtualMachine())
                        // Others, who were not read again, may not have joined in the meantime.
                        && action.witnesses().containsAll(same.witnesses())
                        && same.disruption().uid().equals(action.disruption().uid())))
        .isPresent();
  }

  private boolean intend(ApiObject<HostDisruptionSpec, HostDisruptionStatus> disruption) {
    HostDisruptionStatus status =
        new Records(disruption.metadata().generation(), disruption.status())
            .with(StepName.Deallocate, clock.instant(), StepOutcome.Intended, null, null);
    return cluster.replaceDisruptionStatus(disruption.metadata(), status) instanceof Write.Written;
  }
}
