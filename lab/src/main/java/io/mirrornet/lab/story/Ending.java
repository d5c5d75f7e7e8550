package io.mirrornet.lab.story;

import io.mirrornet.api.ConditionReason;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a story has come to its end. */
final class Ending {

  private Ending() {}

  /** Whether nothing more will happen: as it should be, refused for good, or held back. */
  static boolean isReached(Expectation expected, Scene scene) {
    NetworkView network = scene.network();
    if (expected.held().isPresent()) {
      return network.says(List.of(expected.held().get().name()));
    }
    boolean allReturned =
        scene.mirrors().stream()
            .flatMap(mirror -> mirror.members().stream())
            .filter(member -> scene.isRunning(member.host()))
            .allMatch(member -> member.running());
    boolean settled =
        network.isReady()
            || (network.current()
                && !network.hosts().isEmpty()
                && network.hosts().stream().allMatch(host -> host.isReady() || host.isRefused()));
    return settled && allReturned && scene.pending().findAny().isEmpty();
  }

  /** What the network says at the moment, for who waited in vain. */
  static String describe(Scene scene) {
    String ready =
        scene
            .network()
            .condition("Ready")
            .map(condition ->
                "Ready=%s %s: %s"
                    .formatted(condition.status(), condition.reason(), condition.message()))
            .orElse("the network has no condition Ready");
    return scene
        .pending()
        .map(disruption -> "%s is %s".formatted(disruption.name(), disruption.phase()))
        .collect(Collectors.joining(", ", ready + "; ", ""));
  }

  /** The reason for which a host is refused. */
  static boolean isRefusedFor(NetworkView network, String host, ConditionReason reason) {
    return network
        .host(host)
        .filter(status -> status.isRefused() && status.waitsFor(reason.name()))
        .isPresent();
  }
}
