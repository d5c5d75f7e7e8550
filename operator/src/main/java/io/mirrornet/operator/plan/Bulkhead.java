package io.mirrornet.operator.plan;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Keeps a defect in the planning for one object from stopping what is due for the others. */
final class Bulkhead {

  private final List<FleetPlan.Defect> defects = new ArrayList<>();

  /** What comes next for an object; if planning it fails, that it waits for a person, and why. */
  Next next(String kind, ObjectKey key, Supplier<Next> planning) {
    return all(kind, key, () -> List.of(planning.get())).getFirst();
  }

  /** As {@link #next}, for an object with more than one matter. */
  List<Next> all(String kind, ObjectKey key, Supplier<List<Next>> planning) {
    try {
      return planning.get();
    } catch (RuntimeException defect) {
      String subject = "%s %s".formatted(kind, key);
      defects.add(new FleetPlan.Defect(subject, defect));
      return List.of(
          Next.waiting(
              key.name(),
              ConditionReason.NotObserved,
              "the operator fails to plan for %s (%s) and does nothing for it; this is a defect: the"
                      .formatted(subject, defect)
                  + " operator's log has the place"));
    }
  }

  List<FleetPlan.Defect> defects() {
    return List.copyOf(defects);
  }
}
