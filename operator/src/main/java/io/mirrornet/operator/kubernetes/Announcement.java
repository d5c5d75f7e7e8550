package io.mirrornet.operator.kubernetes;

import io.mirrornet.api.Condition;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.ConditionType;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.api.network.HostPhase;
import io.mirrornet.api.network.HostStatus;
import io.mirrornet.operator.model.cluster.Metadata;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that has changed and that a person may want to read in {@code kubectl describe}.
 *
 * @param kind of the object that it is about
 * @param occurrence tells it from others about the same object; the same again is not announced
 * @param warning whether it is bad news
 * @param reason one word in CamelCase
 * @param note a sentence
 */
record Announcement(
    Metadata regarding,
    String kind,
    String occurrence,
    boolean warning,
    String reason,
    String note) {

  /** What a new status of a network tells: Ready came or went, a host was refused. */
  static List<Announcement> ofNetwork(
      Metadata network,
      HealthShareMirrorNetworkStatus before,
      HealthShareMirrorNetworkStatus after) {
    Stream<Announcement> ready =
        ready(after)
            .filter(now -> hasTurned(ready(before), now))
            .map(now ->
                ofNetwork(
                    network,
                    "Ready/%s/%s".formatted(now.status(), now.lastTransitionTime()),
                    now.status() != ConditionStatus.True,
                    now.status() == ConditionStatus.True ? "Ready" : now.reason(),
                    now.message()))
            .stream();
    Stream<Announcement> refused =
        after.hosts().stream()
            .filter(host -> host.phase() == HostPhase.Refused)
            .filter(host -> !before.hosts().stream().anyMatch(old -> isSameRefusal(old, host)))
            .map(host ->
                ofNetwork(
                    network,
                    "Refused/%s/%s/%d"
                        .formatted(host.node(), host.reason(), after.observedGeneration()),
                    true,
                    host.reason() == null ? "HostRefused" : host.reason().name(),
                    Objects.requireNonNullElse(host.message(), host.node() + " is refused")));
    return Stream.concat(ready, refused).toList();
  }

  /** What a new status of a disruption tells: another phase. */
  static List<Announcement> ofDisruption(
      Metadata disruption, HostDisruptionStatus before, HostDisruptionStatus after) {
    boolean first = before.observedGeneration() == null;
    if (before.phase() == after.phase() && !first) {
      return List.of();
    }
    return List.of(
        new Announcement(
            disruption,
            "HostDisruption",
            "Phase/" + after.phase(),
            after.phase() == DisruptionPhase.Failed || after.phase() == DisruptionPhase.Restoring,
            after.phase().name(),
            Objects.requireNonNullElse(after.message(), "the phase is " + after.phase())));
  }

  private static Announcement ofNetwork(
      Metadata network, String occurrence, boolean warning, String reason, String note) {
    return new Announcement(network, "HealthShareMirrorNetwork", occurrence, warning, reason, note);
  }

  /** A network that is not ready yet is no news. */
  private static boolean hasTurned(Optional<Condition> before, Condition now) {
    return switch (now.status()) {
      case True -> before.filter(old -> old.status() == ConditionStatus.True).isEmpty();
      case False -> before.filter(old -> old.status() == ConditionStatus.True).isPresent();
      case Unknown -> false;
    };
  }

  private static boolean isSameRefusal(HostStatus before, HostStatus now) {
    return before.node().equals(now.node())
        && before.phase() == HostPhase.Refused
        && before.reason() == now.reason();
  }

  private static Optional<Condition> ready(HealthShareMirrorNetworkStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type() == ConditionType.Ready)
        .findFirst();
  }
}
