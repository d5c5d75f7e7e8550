package io.mirrornet.lab.story;

import io.mirrornet.lab.story.NetworkView.Condition;
import io.mirrornet.lab.story.NetworkView.Planned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what has changed from one scene to the next. */
final class ChangeWatch {

  private final Map<String, String> last = new HashMap<>();
  private List<Planned> plan = List.of();

  List<String> changes(Scene scene) {
    Stream<String> conditions = newConditions(scene.network().conditions());
    Stream<String> hosts =
        scene.network().hosts().stream()
            .filter(host -> isNew("host " + host.node(), host.phase()))
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

  /** Conditions that say the same share a line: Ready repeats what it waits for. */
  private Stream<String> newConditions(List<Condition> conditions) {
    Map<String, List<String>> types = new LinkedHashMap<>();
    conditions.stream()
        .filter(condition ->
            isNew("condition " + condition.type(), condition.status() + condition.reason()))
        .forEach(condition ->
            types
                .computeIfAbsent(
                    "=%s  %s: %s"
                        .formatted(condition.status(), condition.reason(), condition.message()),
                    _ -> new ArrayList<>())
                .add(condition.type()));
    return types.entrySet().stream()
        .map(said -> String.join(", ", said.getValue()) + said.getKey());
  }

  private Stream<String> newSteps(DisruptionView disruption) {
    String key = "steps " + disruption.name();
    int told = Integer.parseInt(last.getOrDefault(key, "0"));
    last.put(key, Integer.toString(disruption.steps().size()));
    return disruption.steps().stream()
        .skip(told)
        .map(step -> "%s: %s".formatted(disruption.name(), step));
  }

  /** What a step waits for changes often, and the conditions say it. */
  private Stream<String> newPlan(List<Planned> next) {
    Set<String> before = plan.stream().map(Planned::what).collect(Collectors.toSet());
    plan = next;
    return next.stream()
        .filter(planned -> !before.contains(planned.what()))
        .map(planned -> "plan: " + planned);
  }

  private boolean isNew(String key, String value) {
    return !value.equals(last.put(key, value));
  }
}
