package io.mirrornet.lab.story;

import io.mirrornet.api.disruption.StepName;
import io.mirrornet.lab.local.Lab.MemberState;
import io.mirrornet.lab.local.Lab.MirrorState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What approver and database administrator see at one moment: what the product says, and what the
 * mirrors' own monitors show.
 *
 * @param powerStates by machine, in ARM's words
 */
record Scene(
    Instant now,
    NetworkView network,
    List<DisruptionView> disruptions,
    List<MirrorState> mirrors,
    Map<String, String> powerStates) {

  Scene {
    disruptions = List.copyOf(disruptions);
    mirrors = List.copyOf(mirrors);
    powerStates = Map.copyOf(powerStates);
  }

  /** The disruptions that are neither over nor withdrawn. */
  Stream<DisruptionView> pending() {
    return disruptions.stream().filter(disruption -> !disruption.phase().isFinal());
  }

  /** The disruptions that may have a host down. */
  Stream<DisruptionView> open() {
    return disruptions.stream().filter(disruption -> disruption.phase().isOpen());
  }

  /** The open disruption of a host. */
  Optional<DisruptionView> open(String host) {
    return open().filter(disruption -> disruption.host().equals(host)).findFirst();
  }

  /** The mirrors with a member on the host. */
  Stream<MirrorState> mirrorsOn(String host) {
    return mirrors.stream()
        .filter(mirror -> mirror.members().stream().anyMatch(member -> member.host().equals(host)));
  }

  /** The mirrors whose primary is on the host. */
  Stream<MirrorState> primariesOn(String host) {
    return mirrors.stream().filter(mirror -> mirror.primaryHost().filter(host::equals).isPresent());
  }

  /** A member elsewhere that could take over from the host. */
  static Optional<MemberState> successor(MirrorState mirror, String host) {
    return mirror.members().stream()
        .filter(member -> !member.host().equals(host))
        .filter(MemberState::failoverReady)
        .findFirst();
  }

  boolean isRunning(String machine) {
    return "running".equals(powerStates.get(machine));
  }

  /** Whether the host is on its way down: instances that are stopped there stay so. */
  boolean isGoingDown(String host) {
    return open(host).filter(disruption -> !disruption.has(StepName.AwaitNode)).isPresent();
  }
}
