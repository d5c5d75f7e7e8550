package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The resource groups that exist. */
final class Groups {

  private final Map<String, ObjectNode> groups = new LinkedHashMap<>();

  void put(String subscription, String name, ObjectNode document) {
    groups.put(key(subscription, name), document);
  }

  void remove(String subscription, String name) {
    groups.remove(key(subscription, name));
  }

  Optional<ObjectNode> find(String subscription, String name) {
    return Optional.ofNullable(groups.get(key(subscription, name)));
  }

  ObjectNode require(String subscription, String name) {
    return find(subscription, name).orElseThrow(() -> ResourceErrors.groupNotFound(name).refusal());
  }

  Collection<ObjectNode> all() {
    return groups.values();
  }

  /** The name in the case of the group's creation; as given where there is no such group. */
  String spelled(String subscription, String name) {
    return find(subscription, name).map(group -> Documents.text(group, "name")).orElse(name);
  }

  private static String key(String subscription, String name) {
    return (subscription + "/" + name).toLowerCase(Locale.ROOT);
  }
}
