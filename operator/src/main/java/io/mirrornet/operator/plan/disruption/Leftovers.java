package io.mirrornet.operator.plan.disruption;

import io.mirrornet.operator.model.cluster.ClusterView;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.plan.Next;
import io.mirrornet.operator.plan.survey.Survey;
import java.util.List;
import java.util.stream.Stream;

/**
 * What disruptions have left behind: cordons whose record is over or gone. It follows from what
 * stands on the node, not from the course of a disruption, which may have been closed by a process
 * that did not see the node as it was.
 */
public final class Leftovers {

  private final Survey survey;

  private Leftovers(Survey survey) {
    this.survey = survey;
  }

  /** What is due about them. */
  public static List<Next> of(Survey survey) {
    return new Leftovers(survey).cordons().toList();
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
