package io.mirrornet.operator.model.cluster;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The metadata of an object, as far as this operator reads it.
 *
 * @param uid changes when an object is deleted and created again under its name
 * @param resourceVersion what a replacement has to show, so that nobody's write is lost
 * @param generation counts changes of the spec
 * @param deletingSince when deletion was asked for, if it was; finalizers hold it up
 */
public record Metadata(
    ObjectKey key,
    String uid,
    String resourceVersion,
    long generation,
    Instant createdAt,
    Optional<Instant> deletingSince,
    Set<String> finalizers,
    Map<String, String> labels) {

  public Metadata {
    finalizers = Set.copyOf(finalizers);
    labels = Map.copyOf(labels);
  }

  /** Whether deletion was asked for. */
  public boolean deleting() {
    return deletingSince.isPresent();
  }
}
