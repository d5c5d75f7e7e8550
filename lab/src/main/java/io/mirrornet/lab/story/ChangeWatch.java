package io.mirrornet.lab.story;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Says what has changed from one scene to the next. */
final class ChangeWatch {

  private final Map<String, String> last = new HashMap<>();
  private List<String> plan = List.of();

  List<String> changes(Scene scene) {
    Stream<String> conditions =
        scene.network().conditions().stream()
            .filter(condition ->
                isNew("condition " + condition.type(), condition.status() + condition.reason()))
            .map(condition ->
                "%s=%s  %s: %s"
                    .formatted(
                        condition.type(),
                        condition.status(),
                        condition.reason(),
                        condition.message()));
    Stream<String> hosts =
        scene.network().hosts().stream()
            .filter(host -> isNew("host " + host.node(), host.phase() + host.reason()))
            .map(host ->
                "host %s: %s %s".formatted(host.node(), host.phase(), host.reason()).strip());
    Stream<String> disruptions =
        scene.disruptions().stream()
            .filter(disruption ->
                isNew("disruption " + disruption.name(), disruption.phase() + disruption.message()))
            .map(disruption ->
                "%s: %s, %s"
                    .formatted(disruption.name(), disruption.phase(), disruption.message()));
    Stream<String> steps = scene.disruptions().stream().flatMap(this::newSteps);
    return Stream.of(conditions, hosts, disruptions, steps, newPlan(scene.network().plan()))
        .flatMap(lines -> lines)
        .toList();
  }

  private Stream<String> newSteps(DisruptionView disruption) {
    String key = "steps " + disruption.name();
    int told = Integer.parseInt(last.getOrDefault(key, "0"));
    last.put(key, Integer.toString(disruption.steps().size()));
    return disruption.steps().stream()
        .skip(told)
        .map(step -> "%s: %s".formatted(disruption.name(), step));
  }

  private Stream<String> newPlan(List<String> next) {
    if (next.equals(plan)) {
      return Stream.of();
    }
    plan = next;
    return next.stream().map("plan: "::concat);
  }

  private boolean isNew(String key, String value) {
    return !value.equals(last.put(key, value));
  }
}
