package io.mirrornet.operator.plan.network;

import io.mirrornet.operator.plan.Next;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import io.mirrornet.operator.plan.survey.Survey;
import java.util.List;

/** What comes next for a network. */
public final class NetworkCourse {

  private NetworkCourse() {}

  /** What comes next for this network: one entry for each matter. */
  public static List<Next> of(Survey survey, NetworkSurvey network) {
    return network.isDeleting()
        ? new Removal(survey, network).ofAll()
        : new Upkeep(survey, network).next();
  }
}
