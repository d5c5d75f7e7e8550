package io.mirrornet.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.mirrornet.lab.kubernetes.Kubectl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the API server lets somebody do, one verb at a time. */
final class Right {

  private Right() {}

  /**
   * All that the user may do with resources in the namespace, as lines {@code verbs resource.group
   * [names]} with the verbs of one resource together; what every user may ask about itself is left
   * out.
   */
  static Set<String> of(Kubectl administrator, String user, String namespace) {
    Kubectl.Result answer =
        administrator.attempt(
            """
            {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectRulesReview",
             "spec": {"namespace": "%s"}}
            """
                .formatted(namespace),
            List.of("create", "--as=" + user, "--validate=false", "--output=json", "--filename=-"));
    if (!answer.succeeded()) {
      throw new IllegalStateException(answer.errors());
    }
    JsonNode status = Helm.documents(answer.output()).getFirst().path("status");
    if (status.path("incomplete").asBoolean()) {
      throw new IllegalStateException("not all rights are known: " + status);
    }
    Map<String, Set<String>> verbs = new TreeMap<>();
    for (JsonNode rule : status.path("resourceRules")) {
      for (JsonNode group : rule.path("apiGroups")) {
        for (JsonNode resource : rule.path("resources")) {
          String key = name(resource.asText(), group.asText()) + names(rule.path("resourceNames"));
          rule.path("verbs")
              .forEach(verb -> verbs.computeIfAbsent(key, _ -> new TreeSet<>()).add(verb.asText()));
        }
      }
    }
    return verbs.entrySet().stream()
        .filter(entry -> !aboutOneself(entry.getKey()))
        .map(entry -> String.join(",", entry.getValue()) + " " + entry.getKey())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean aboutOneself(String key) {
    return key.startsWith("selfsubject");
  }

  private static String name(String resource, String group) {
    return group.isEmpty() ? resource : resource + "." + group;
  }

  private static String names(JsonNode names) {
    List<String> words = new ArrayList<>();
    names.forEach(each -> words.add(each.asText()));
    return words.isEmpty() ? "" : " [" + String.join(" ", words) + "]";
  }
}
