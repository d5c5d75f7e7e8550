package io.mirrornet.operator.model.cluster;

import java.util.Optional;

/** Namespace and name of an object. */
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {

  /** Reads {@code namespace/name}; empty for any other form. */
  public static Optional<ObjectKey> tryParse(String text) {
    String[] parts = text.split("/", -1);
    return parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()
        ? Optional.of(new ObjectKey(parts[0], parts[1]))
        : Optional.empty();
  }

  @Override
  public int compareTo(ObjectKey other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
