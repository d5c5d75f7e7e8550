package io.mirrornet.operator.model.cluster;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the draining of a node stands after one round of evictions. */
public sealed interface Eviction {

  /** No pod is left that would have to go. */
  record Drained() implements Eviction {}

  /** Evictions are accepted, and pods are on their way out. */
  record Leaving(List<String> pods) implements Eviction {}

  /**
   * A PodDisruptionBudget does not let a pod go.
   *
   * @param budget its name, with the namespace
   */
  record Held(String pod, String budget) implements Eviction {}

  /**
   * What a drain would lose for good. Only pods without a controller hold it up.
   *
   * @param unmanaged pods that no controller would make again
   * @param scratch pods whose emptyDir goes with them
   */
  record AtRisk(List<String> unmanaged, List<String> scratch) implements Eviction {

    private static final int MOST = 10;

    public AtRisk {
      unmanaged = List.copyOf(unmanaged);
      scratch = List.copyOf(scratch);
    }

    /** What it is, in a sentence. */
    public String words() {
      return Stream.of(
              words("no controller makes these pods again once they are evicted: ", unmanaged),
              words("these lose what is in their emptyDir: ", scratch))
          .flatMap(Optional::stream)
          .collect(Collectors.joining("; "));
    }

    private static Optional<String> words(String what, List<String> pods) {
      String more = pods.size() > MOST ? " and %d more".formatted(pods.size() - MOST) : "";
      return pods.isEmpty()
          ? Optional.empty()
          : Optional.of(what + String.join(", ", pods.stream().limit(MOST).toList()) + more);
    }
  }

  /** The API server does not answer, or does not allow it. */
  record Unavailable(String message) implements Eviction {}
}
