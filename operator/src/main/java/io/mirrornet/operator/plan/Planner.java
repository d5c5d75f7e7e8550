package io.mirrornet.operator.plan;

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

/** Makes the plan of a fleet. */
public final class Planner {

  private Planner() {}

  /** What is due and what is waited for, as far as this fleet shows. */
  public static FleetPlan plan(Fleet fleet) {
    Survey survey = Surveyor.survey(fleet);
    Bulkhead bulkhead = new Bulkhead();
    Map<ObjectKey, Next> disruptions = new HashMap<>();
    fleet
        .cluster()
        .disruptions()
        .forEach(record ->
            disruptions.put(
                record.key(),
                bulkhead.next(
                    "disruption",
                    record.key(),
                    () -> Telling.of(record, Course.of(survey, record)))));
    Map<ObjectKey, List<Next>> networks = new HashMap<>();
    for (NetworkSurvey network : survey.networks()) {
      networks.put(
          network.key(),
          bulkhead.all("network", network.key(), () -> NetworkCourse.of(survey, network)));
    }
    return new FleetPlan(survey, networks, disruptions, Leftovers.of(survey), bulkhead.defects());
  }
}
