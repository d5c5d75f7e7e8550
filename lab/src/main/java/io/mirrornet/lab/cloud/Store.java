package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All resources below resource groups, by type and id, in the order of their creation. */
final class Store {

  private final Map<String, Map<String, Resource>> byType = new HashMap<>();
  private long revision;

  Optional<Resource> find(ArmId id) {
    return Optional.ofNullable(byType.getOrDefault(id.typeKey(), Map.of()).get(id.key()));
  }

  /** The resource that an id names; empty also where the text is no id. */
  Optional<Resource> find(String id) {
    return ArmId.parse(id).flatMap(this::find);
  }

  Resource require(ArmId id) {
    return find(id).orElseThrow(() -> ResourceErrors.notFound(id).refusal());
  }

  void add(Resource resource) {
    byType
        .computeIfAbsent(resource.id().typeKey(), type -> new LinkedHashMap<>())
        .put(resource.id().key(), resource);
    changed();
  }

  /** Replaces the document of a stored resource. */
  void replace(Resource resource, ObjectNode document) {
    resource.replace(document);
    changed();
  }

  void remove(ArmId id) {
    byType.getOrDefault(id.typeKey(), new HashMap<>()).remove(id.key());
    changed();
  }

  /** All resources of a type, which is given in lower case with its namespace. */
  Collection<Resource> all(String typeKey) {
    return byType.getOrDefault(typeKey, Map.of()).values();
  }

  /** All resources of a group, whatever their type. */
  Stream<Resource> inGroup(String subscription, String group) {
    return byType.values().stream()
        .flatMap(type -> type.values().stream())
        .filter(resource -> resource.id().subscription().equalsIgnoreCase(subscription))
        .filter(resource -> resource.id().resourceGroup().equalsIgnoreCase(group));
  }

  /** All resources of a subscription, whatever their type. */
  Stream<Resource> inSubscription(String subscription) {
    return byType.values().stream()
        .flatMap(type -> type.values().stream())
        .filter(resource -> resource.id().subscription().equalsIgnoreCase(subscription));
  }

  /** Grows with each change, so that what is derived from many documents knows when it is stale. */
  long revision() {
    return revision;
  }

  private void changed() {
    revision++;
  }
}
