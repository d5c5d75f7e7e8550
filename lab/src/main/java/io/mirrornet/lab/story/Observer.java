package io.mirrornet.lab.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mirrornet.lab.kubernetes.Kubectl;
import io.mirrornet.lab.local.Lab;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the network, its disruptions and the mirrors, as people do: with kubectl. */
final class Observer {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Lab lab;
  private final Kubectl kubectl;
  private final InstantSource clock;

  Observer(Lab lab, InstantSource clock) {
    this.lab = lab;
    this.kubectl = lab.kubectl();
    this.clock = clock;
  }

  /** How things stand; empty if the API server did not say. */
  Optional<Scene> look() {
    Kubectl.Result result =
        kubectl.attempt(
            "get",
            "healthsharemirrornetworks.mirrornet.io,hostdisruptions.mirrornet.io",
            "--namespace=" + NetworkManifest.NAMESPACE,
            "--output=json");
    return result.succeeded() ? Optional.of(scene(tree(result.output()))) : Optional.empty();
  }

  private Scene scene(JsonNode list) {
    List<JsonNode> items = list.path("items").valueStream().toList();
    return new Scene(
        clock.instant(),
        items.stream()
            .filter(item -> item.path("kind").asText().equals("HealthShareMirrorNetwork"))
            .filter(
                item -> item.path("metadata").path("name").asText().equals(NetworkManifest.NAME))
            .findFirst()
            .map(NetworkView::read)
            .orElse(NetworkView.NOTHING),
        items.stream()
            .filter(item -> item.path("kind").asText().equals("HostDisruption"))
            .flatMap(item -> DisruptionView.read(item).stream())
            .toList(),
        lab.mirrors(),
        lab.powerStates());
  }

  /** The nodes that are closed for new pods. */
  Set<String> cordoned() {
    return tree(kubectl.run("get", "nodes", "--output=json"))
        .path("items")
        .valueStream()
        .filter(node -> node.path("spec").path("unschedulable").asBoolean(false))
        .map(node -> node.path("metadata").path("name").asText())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The version of the API server, such as {@code v1.36.3}. */
  String version() {
    return tree(kubectl.run("version", "--output=json"))
        .path("serverVersion")
        .path("gitVersion")
        .asText("unknown");
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("kubectl printed no JSON", e);
    }
  }
}
