package io.mirrornet.operator.model;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.util.Optional;

/**
 * Something that the operator wants to do in the cluster and may not.
 *
 * @param network the one network that it is for; empty if it is told from the host, or concerns all
 * @param host the node that it is about
 * @param message what was refused, the API server's words, and the next step
 */
public record Refusal(
    ConditionReason reason, Optional<ObjectKey> network, Optional<String> host, String message) {

  /** Whether a network of these hosts is held up by it. */
  public boolean concerns(ObjectKey key, Iterable<String> hosts) {
    if (network.isPresent()) {
      return network.get().equals(key);
    }
    if (host.isEmpty()) {
      return true;
    }
    for (String each : hosts) {
      if (each.equals(host.get())) {
        return true;
      }
    }
    return false;
  }
}
