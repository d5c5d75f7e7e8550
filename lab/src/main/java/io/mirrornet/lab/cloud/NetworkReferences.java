package io.mirrornet.lab.cloud;

import static io.mirrornet.lab.cloud.Documents.objects;
import static io.mirrornet.lab.cloud.Documents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who refers to what among network resources. Azure shows many links from both sides; here only the
 * side that a client writes is stored, and the other is derived anew whenever something changed.
 */
final class NetworkReferences {

  private final Store store;
  private Map<String, List<String>> users = Map.of();
  private long revision = -1;

  NetworkReferences(Store store) {
    this.store = store;
  }

  /** The ids of what refers to a resource, in the order of creation. */
  List<String> to(String id) {
    if (revision != store.revision()) {
      users = collect();
      revision = store.revision();
    }
    return users.getOrDefault(id.toLowerCase(Locale.ROOT), List.of());
  }

  private Map<String, List<String>> collect() {
    Map<String, List<String>> found = new HashMap<>();
    for (Resource nic : store.all(NetworkInterfaces.NAME.key())) {
      ObjectNode document = nic.document();
      add(found, document.path("properties").path("networkSecurityGroup"), nic.id().toString());
      objects(document.path("properties").path("ipConfigurations"))
          .forEach(configuration -> configuration(found, configuration));
    }
    for (Resource balancer : store.all(LoadBalancers.NAME.key())) {
      objects(balancer.document().path("properties").path("frontendIPConfigurations"))
          .forEach(frontend -> configuration(found, frontend));
    }
    for (Resource network : store.all(VirtualNetworks.NAME.key())) {
      objects(network.document().path("properties").path("subnets"))
          .forEach(subnet ->
              add(
                  found,
                  subnet.path("properties").path("networkSecurityGroup"),
                  text(subnet, "id")));
    }
    return found;
  }

  private static void configuration(Map<String, List<String>> found, ObjectNode configuration) {
    String user = text(configuration, "id");
    JsonNode properties = configuration.path("properties");
    add(found, properties.path("publicIPAddress"), user);
    objects(properties.path("loadBalancerBackendAddressPools"))
        .forEach(pool -> add(found, pool, user));
    objects(properties.path("applicationSecurityGroups")).forEach(group -> add(found, group, user));
  }

  private static void add(Map<String, List<String>> found, JsonNode reference, String user) {
    String id = text(reference, "id");
    if (!id.isEmpty()) {
      found.computeIfAbsent(id.toLowerCase(Locale.ROOT), key -> new ArrayList<>(2)).add(user);
    }
  }
}
