package io.mirrornet.operator.act;

import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.operator.attempt.QuestionBook;
import io.mirrornet.operator.model.EvidenceRequest;
import io.mirrornet.operator.model.Fleet;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.Action;
import io.mirrornet.operator.port.Cluster;
import io.mirrornet.operator.port.Live;
import io.mirrornet.operator.port.Write;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Asks agents for fresh evidence, by a nonce in their host routes. */
final class Evidence {

  private final Cluster cluster;
  private final QuestionBook questions;
  private final InstantSource clock;
  private final RandomGenerator random;

  Evidence(Cluster cluster, QuestionBook questions, InstantSource clock, RandomGenerator random) {
    this.cluster = cluster;
    this.questions = questions;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Asks the agents. A host route holds one question: a disruption that only waits joins one that
   * is fresh and another's instead of pushing it out, so that two of them do not keep each other
   * from an answer.
   */
  void request(Action.RequestEvidence action, Fleet fleet) {
    boolean open =
        fleet
            .cluster()
            .disruption(action.disruption())
            .filter(record -> record.status().phase().isOpen())
            .isPresent();
    EvidenceRequest request =
        questions
            .newest()
            .filter(_ -> !open)
            .filter(newest -> newest.isFresh(clock.instant()))
            .filter(newest -> !newest.equals(questions.evidence().get(action.disruption())))
            .orElseGet(this::question);
    boolean all = true;
    for (ObjectKey key : action.hostRoutes()) {
      all &= ask(key, request.nonce());
    }
    // Whoever was not asked has not been silent: the next turn asks everybody again.
    if (all) {
      questions.asked(action.disruption(), request);
    }
    fleet
        .cluster()
        .disruption(action.disruption())
        .filter(record -> !record.status().phase().isOpen())
        .map(record -> cluster.podsAtRisk(record.spec().host()))
        .ifPresent(seen -> questions.looked(action.disruption(), seen));
  }

  private EvidenceRequest question() {
    return new EvidenceRequest(
        Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()), clock.instant());
  }

  /** Whether the question stands there, or there is nobody to be asked. */
  private boolean ask(ObjectKey key, String nonce) {
    return switch (cluster.hostRoute(key)) {
      case Live.Found<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>>(var route) ->
          nonce.equals(route.spec().evidenceRequest()) || ask(route, nonce);
      case Live.Absent<?> _ -> true;
      case Live.Unavailable<?> _ -> false;
    };
  }

  private boolean ask(ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route, String nonce) {
    Optional<String> network = Optional.ofNullable(route.metadata().labels().get(Labels.NETWORK));
    if (network.isEmpty()) {
      return true;
    }
    Write write =
        cluster.applyHostRoute(
            route.key(),
            new ObjectKey(route.key().namespace(), network.get()),
            route.spec().withEvidenceRequest(nonce),
            Optional.of(route.metadata()));
    WriteLog.note(write);
    return write instanceof Write.Written;
  }
}
