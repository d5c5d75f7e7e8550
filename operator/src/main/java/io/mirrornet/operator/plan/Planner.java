package io.mirrornet.operator.plan;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.disruption.Course;
import io.mirrornet.operator.plan.disruption.Leftovers;
import io.mirrornet.operator.plan.disruption.Telling;
import io.mirrornet.operator.plan.network.NetworkCourse;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import io.mirrornet.operator.plan.survey.Survey;
import io.mirrornet.operator.plan.survey.Surveyor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes the plan of a fleet. */
public final class Planner {

  private Planner() {}

  /** What is due and what is waited for, as far as this fleet shows. */
  public static FleetPlan plan(Fleet fleet) {
    return plan(fleet, Surveyor::survey);
  }

  static FleetPlan plan(Fleet fleet, Function<Fleet, Survey> surveyor) {
    Bulkhead bulkhead = new Bulkhead();
    Optional<Survey> seen = bulkhead.survey(() -> surveyor.apply(fleet));
    Survey survey = seen.orElseGet(() -> Surveyor.withoutNetworks(fleet));
    Map<ObjectKey, Next> disruptions = new HashMap<>();
    for (var record : fleet.cluster().disruptions()) {
      Next next =
          bulkhead.disruption(
              record.key(),
              new ObjectKey(record.key().namespace(), record.spec().network()),
              () -> Telling.of(record, Course.of(survey, record)));
      disruptions.put(record.key(), seen.isPresent() ? careful(fleet, next) : onlyBack(next));
    }
    Map<ObjectKey, List<Next>> networks = new HashMap<>();
    for (NetworkSurvey network : survey.networks()) {
      networks.put(
          network.key(), bulkhead.network(network.key(), () -> NetworkCourse.of(survey, network)));
    }
    List<Next> leftovers =
        seen.isPresent() ? bulkhead.leftovers(() -> Leftovers.of(survey)) : List.of();
    return new FleetPlan(survey, networks, disruptions, leftovers, bulkhead.defects());
  }

  /** With an object that cannot be read nobody knows who has to be up: nobody is taken down. */
  private static Next careful(Fleet fleet, Next next) {
    List<String> unreadable = fleet.cluster().unreadable();
    if (unreadable.isEmpty() || next.due().stream().noneMatch(Planner::takesDown)) {
      return next;
    }
    return new Next(
        next.due().stream().filter(action -> !takesDown(action)).toList(),
        Next.waiting(
                "",
                ConditionReason.NotObserved,
                "%s cannot be read, and no host is taken down before it can; the operator's log has the reason"
                    .formatted(unreadable.getFirst()))
            .waiting());
  }

  private static boolean takesDown(Action action) {
    return switch (action) {
      case Action.Admit _, Action.Drain _, Action.Deallocate _ -> true;
      case Action.Cordon(_, var cordoned, _) -> cordoned;
      default -> false;
    };
  }

  /** Of a host that is down: what brings it back, for which nobody else has to be seen. */
  private static Next onlyBack(Next next) {
    return new Next(
        next.due().stream()
            .filter(action ->
                switch (action) {
                  case Action.Start _, Action.AttachInterface _ -> true;
                  case Action.RecordDisruption(_, var status) -> status.phase().isOpen();
                  default -> false;
                })
            .toList(),
        next.waiting());
  }
}
