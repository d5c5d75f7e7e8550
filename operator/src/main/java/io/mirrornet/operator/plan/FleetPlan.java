package io.mirrornet.operator.plan;

import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.plan.survey.Survey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is due in the whole fleet, and what is waited for.
 *
 * @param survey what it was decided from
 * @param networks by network, one entry for each matter
 * @param disruptions by disruption
 * @param leftovers of disruptions that are over or gone
 * @param defects what could not be planned, although nothing was missing
 */
public record FleetPlan(
    Survey survey,
    Map<ObjectKey, List<Next>> networks,
    Map<ObjectKey, Next> disruptions,
    List<Next> leftovers,
    List<Defect> defects) {

  /**
   * A defect of the operator.
   *
   * @param subject what it fails at
   * @param network which is held up by it; empty if all are
   */
  public record Defect(String subject, Optional<ObjectKey> network, RuntimeException cause) {

    /** Whether the network is held up by it. */
    public boolean concerns(ObjectKey key) {
      return network.isEmpty() || network.get().equals(key);
    }

    /** For people. */
    public String message() {
      return "the operator fails at %s (%s); this is a defect: its log has the place"
          .formatted(subject, cause);
    }
  }

  public FleetPlan {
    networks = Map.copyOf(networks);
    disruptions = Map.copyOf(disruptions);
    leftovers = List.copyOf(leftovers);
    defects = List.copyOf(defects);
  }

  /** Everything that is due: what belongs to open disruptions first, since hosts may be down. */
  public List<Action> due() {
    Set<ObjectKey> open =
        survey.fleet().cluster().disruptions().stream()
            .filter(record -> record.status().phase().isOpen())
            .map(ApiObject::key)
            .collect(Collectors.toSet());
    return Stream.of(
            disruptions.entrySet().stream()
                .sorted(
                    Comparator.comparing(
                            (Map.Entry<ObjectKey, Next> entry) -> !open.contains(entry.getKey()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getValue),
            leftovers.stream(),
            networks.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> entry.getValue().stream()))
        .flatMap(nexts -> nexts)
        .flatMap(next -> next.due().stream())
        .distinct()
        .toList();
  }

  /** What is waited for in a network's own matters. */
  public List<Waiting> waiting(ObjectKey network) {
    return networks.getOrDefault(network, List.of()).stream()
        .flatMap(next -> next.waiting().stream())
        .toList();
  }

  /** What comes next in a disruption. */
  public Optional<Next> disruption(ObjectKey key) {
    return Optional.ofNullable(disruptions.get(key));
  }
}
