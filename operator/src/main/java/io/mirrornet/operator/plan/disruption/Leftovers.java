package io.mirrornet.operator.plan.disruption;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.operator.model.cluster.ClusterView;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.Next;
import io.mirrornet.operator.plan.host.Host;
import io.mirrornet.operator.plan.survey.Survey;
import java.util.List;
import java.util.stream.Stream;

/**
 * What disruptions have left behind: cordons whose record is over or gone, and a slot whose record
 * is gone. It follows from what stands on the node, not from the course of a disruption, which may
 * have been closed by a process that did not see the node as it was.
 */
public final class Leftovers {

  private final Survey survey;

  private Leftovers(Survey survey) {
    this.survey = survey;
  }

  /** What is due about them. */
  public static List<Next> of(Survey survey) {
    Leftovers leftovers = new Leftovers(survey);
    return Stream.concat(leftovers.slot(), leftovers.cordons()).toList();
  }

  /** A slot that nothing will ever give back: somebody has deleted the record by force. */
  private Stream<Next> slot() {
    return cluster().slot().holder().stream()
        .filter(cluster()::isNoDisruption)
        .map(holder ->
            hosts()
                .filter(host -> !isUp(host))
                .findFirst()
                .map(down -> waitFor(down, holder))
                .orElseGet(() -> Next.due(new Action.ReleaseOrphanedSlot(holder))));
  }

  private Stream<Host> hosts() {
    return survey.networks().stream()
        .flatMap(network -> network.hosts().stream())
        .flatMap(surveyed -> surveyed.host().stream());
  }

  /**
   * Whether the host is certainly not down by our hand. The power is asked for where the node names
   * its VM; of others the node's own word is all there is.
   */
  private boolean isUp(Host host) {
    return switch (survey.fleet().azure().powerState(host.virtualMachine().id())) {
      case RUNNING -> true;
      case UNKNOWN -> host.node().providerId().isEmpty() && host.node().ready();
      case STARTING, STOPPING, STOPPED, DEALLOCATING, DEALLOCATED -> false;
    };
  }

  private static Next waitFor(Host down, String holder) {
    return Next.waiting(
        down.name(),
        ConditionReason.WaitingForTurn,
        ("the record of disruption %s is gone while it had its turn, and %s is not seen running: no"
                + " other host is taken down before; start it: az vm start --ids %s")
            .formatted(holder, down.name(), down.virtualMachine().id()));
  }

  private Stream<Next> cordons() {
    return cluster().nodes().values().stream()
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .flatMap(node ->
            node.cordonedFor().filter(key -> !isOpen(key)).map(key -> lift(node, key)).stream());
  }

  private static Next lift(Node node, ObjectKey disruption) {
    return Next.due(new Action.LiftCordon(node, disruption));
  }

  private boolean isOpen(ObjectKey disruption) {
    return cluster()
        .disruption(disruption)
        .filter(record -> record.status().phase().isOpen())
        .isPresent();
  }

  private ClusterView cluster() {
    return survey.fleet().cluster();
  }
}
