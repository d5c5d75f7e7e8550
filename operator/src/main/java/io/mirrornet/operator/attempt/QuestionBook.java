package io.mirrornet.operator.attempt;

import io.mirrornet.operator.model.EvidenceRequest;
import io.mirrornet.operator.model.cluster.Eviction;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was asked of agents and of the API server for each disruption, and the last answer. */
public final class QuestionBook {

  private final Map<ObjectKey, EvidenceRequest> evidence = new LinkedHashMap<>();
  private final Map<ObjectKey, Eviction> drains = new LinkedHashMap<>();

  /** Notes a question to the agents. */
  public void asked(ObjectKey disruption, EvidenceRequest request) {
    evidence.put(disruption, request);
  }

  /** The question that was asked last, for whichever disruption. */
  public Optional<EvidenceRequest> newest() {
    return evidence.values().stream().max(Comparator.comparing(EvidenceRequest::askedAt));
  }

  /** Notes what came of a round of evictions. */
  public void drained(ObjectKey disruption, Eviction round) {
    drains.put(disruption, round);
  }

  /** Notes what a drain that has not begun would lose; that nothing would be lost is no drain. */
  public void looked(ObjectKey disruption, Eviction seen) {
    switch (seen) {
      case Eviction.AtRisk risk -> drains.put(disruption, risk);
      case Eviction.Drained _ -> drains.remove(disruption);
      case Eviction.Leaving _, Eviction.Held _, Eviction.Unavailable _ -> {}
    }
  }

  /** Forgets everything about a disruption. */
  public void forget(ObjectKey disruption) {
    evidence.remove(disruption);
    drains.remove(disruption);
  }

  /** The last question for each disruption. */
  public Map<ObjectKey, EvidenceRequest> evidence() {
    return Map.copyOf(evidence);
  }

  /** The last round of evictions for each disruption. */
  public Map<ObjectKey, Eviction> drains() {
    return Map.copyOf(drains);
  }
}
