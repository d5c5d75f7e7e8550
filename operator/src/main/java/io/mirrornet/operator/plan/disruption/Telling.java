package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.Next;
import io.mirrornet.operator.plan.Waiting;
import java.util.List;
import java.util.Objects;

/**
 * Has a disruption say in its own status what it waits for, so that who reads it with kubectl need
 * not know of the network's plan.
 */
public final class Telling {

  private Telling() {}

  /**
   * The same, and the message where it is another one and nothing more important is to be written.
   */
  public static Next of(ApiObject<HostDisruptionSpec, HostDisruptionStatus> disruption, Next next) {
    HostDisruptionStatus status = disruption.status();
    return next.waiting()
        .map(Waiting::message)
        .filter(message -> !status.phase().isFinal())
        // Asking the agents takes some seconds; what came of it is worth a write.
        .filter(message -> !message.equals(Questions.ASKED))
        .filter(message -> !Objects.equals(message, status.message()))
        .filter(message -> next.due().stream().allMatch(Telling::leavesTheRecord))
        .map(message ->
            next.and(
                List.of(
                    new Action.RecordDisruption(
                        disruption.metadata(),
                        new Records(disruption.metadata().generation(), status)
                            .to(status.phase(), message)))))
        .orElse(next);
  }

  private static boolean leavesTheRecord(Action action) {
    return action instanceof Action.RequestEvidence || action instanceof Action.Drain;
  }
}
