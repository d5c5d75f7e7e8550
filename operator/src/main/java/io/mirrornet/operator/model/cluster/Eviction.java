package io.mirrornet.operator.model.cluster;

import java.util.List;

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

  /** The API server does not answer, or does not allow it. */
  record Unavailable(String message) implements Eviction {}
}
