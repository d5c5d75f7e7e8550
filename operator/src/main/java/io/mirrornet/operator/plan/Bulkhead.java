package io.mirrornet.operator.plan;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps a defect in the planning for one object from stopping what is due for the others. */
final class Bulkhead {

  private final List<FleetPlan.Defect> defects = new ArrayList<>();

  /** What comes next in a disruption of a network; if planning it fails, that it waits, and why. */
  Next disruption(ObjectKey key, ObjectKey network, Supplier<Next> planning) {
    return contained(
            "disruption " + key, Optional.of(network), key.name(), () -> List.of(planning.get()))
        .getFirst();
  }

  /** The same for a network, which has more than one matter. */
  List<Next> network(ObjectKey key, Supplier<List<Next>> planning) {
    return contained("network " + key, Optional.of(key), key.name(), planning);
  }

  /** The same for what is nobody's. */
  List<Next> leftovers(Supplier<List<Next>> planning) {
    return contained("what disruptions have left behind", Optional.empty(), "", planning);
  }

  /** What is seen of the fleet; empty if looking at it fails. */
  <T> Optional<T> survey(Supplier<T> looking) {
    try {
      return Optional.of(looking.get());
    } catch (RuntimeException defect) {
      defects.add(new FleetPlan.Defect("the survey of the fleet", Optional.empty(), defect));
      return Optional.empty();
    }
  }

  private List<Next> contained(
      String subject, Optional<ObjectKey> network, String waits, Supplier<List<Next>> planning) {
    try {
      return planning.get();
    } catch (RuntimeException thrown) {
      FleetPlan.Defect defect = new FleetPlan.Defect(subject, network, thrown);
      defects.add(defect);
      return List.of(Next.waiting(waits, ConditionReason.InternalError, defect.message()));
    }
  }

  List<FleetPlan.Defect> defects() {
    return List.copyOf(defects);
  }
}
