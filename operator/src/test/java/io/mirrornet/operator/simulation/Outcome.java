package io.mirrornet.operator.simulation;

import io.mirrornet.api.Condition;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.ConditionType;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.api.network.HostPhase;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.simulation.Census.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a world comes to once nothing fails any more. */
final class Outcome {

  private static final Duration QUIET = Duration.ofMinutes(12);

  /** An attempt that is open is given up only after that. */
  private static final Duration HOST_TIMEOUT = Duration.ofMinutes(40);

  private final World world;
  private String picture = "";
  private Instant changedAt;

  Outcome(World world) {
    this.world = world;
    this.changedAt = world.now();
  }

  /**
   * Whether nothing has changed for longer than anybody waits for anything, and Azure has nothing
   * under way.
   */
  boolean isSettled() {
    String now = picture();
    if (!now.equals(picture)) {
      picture = now;
      changedAt = world.now();
    }
    boolean open =
        world.api().disruptions().stream().anyMatch(record -> record.status().phase().isOpen());
    return world.cloud().nextDue().isEmpty()
        && world.now().isAfter(changedAt.plus(open ? HOST_TIMEOUT : QUIET));
  }

  /** Whether nothing has changed for a while. */
  boolean isQuiet() {
    return world.now().isAfter(changedAt.plusSeconds(60));
  }

  /** Whether no attempt is under way that would go on asking. */
  boolean isRest() {
    return world.api().disruptions().stream()
        .map(record -> record.status().phase())
        .allMatch(phase -> phase.isFinal() || phase == DisruptionPhase.Proposed);
  }

  /** What counts as a change: not a question to agents, and not their answer. */
  private String picture() {
    StringBuilder text = new StringBuilder();
    world.api().networks().forEach(network -> text.append(network.key()).append(ready(network)));
    world
        .api()
        .disruptions()
        .forEach(record ->
            text.append(record.key())
                .append(record.status().phase())
                .append(record.status().steps().size())
                .append(record.spec().approval() == null));
    world
        .api()
        .nodes()
        .forEach(
            (name, node) -> text.append(name).append(node.ready()).append(node.unschedulable()));
    world.plan().hosts().forEach(host -> text.append(host.name()).append(world.power(host.name())));
    return text.toString();
  }

  private static String ready(
      ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> network) {
    return network.metadata().generation()
        + network.status().conditions().stream()
            .filter(condition -> condition.type() == ConditionType.Ready)
            .map(condition -> condition.status() + condition.reason())
            .findFirst()
            .orElse("");
  }

  /** Laws 3 and 8, and that each network is Ready or says why not. */
  void check() {
    if (!world.oracle().down().isEmpty()) {
      throw new LawBroken(3, "still down: " + world.oracle().down());
    }
    for (ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> network :
        world.api().networks()) {
      if (network.metadata().deleting()) {
        throw new LawBroken(8, "%s is not gone".formatted(network.key()));
      }
      if (network.status().hosts().stream().anyMatch(h -> h.phase() == HostPhase.Refused)) {
        world.census().count(Event.HOST_REFUSED);
      }
      check(network);
    }
    if (!isSettled()) {
      throw new LawBroken(6, "no rest is found");
    }
  }

  private void check(
      ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> network) {
    Optional<Condition> ready =
        network.status().conditions().stream()
            .filter(condition -> condition.type() == ConditionType.Ready)
            .findFirst();
    if (ready.isEmpty()
        || !Objects.equals(ready.get().observedGeneration(), network.metadata().generation())) {
      throw new LawBroken(8, "%s does not say how it is: %s".formatted(network.key(), ready));
    }
    if (ready.get().status() == ConditionStatus.True) {
      world.census().count(Event.READY_AT_THE_END);
      return;
    }
    world.trace().note("outcome", network.key() + " is not ready: " + ready.get());
    network.status().plan().forEach(step -> world.trace().note("outcome", step.toString()));
    world
        .api()
        .hostRoutes()
        .forEach(route ->
            world
                .trace()
                .note(
                    "outcome",
                    "%s asked %s, answered %s, node %s"
                        .formatted(
                            route.key(),
                            route.spec().evidenceRequest(),
                            route.status().evidence(),
                            world.api().node(route.spec().nodeName()))));
    world.api().disruptions().stream()
        .filter(record -> !record.status().phase().isFinal())
        .forEach(record ->
            world
                .trace()
                .note(
                    "outcome",
                    "%s %s %s, checks %s"
                        .formatted(
                            record.key(),
                            record.status().phase(),
                            record.spec().approval(),
                            record.status().checks().stream()
                                .map(check -> check.name() + " " + check.result())
                                .toList())));
    world.mirrors().all().forEach(it -> world.trace().note("outcome", it + " is " + it.status()));
    if (isUnderWay(ready.get().reason()) || new Expected(world).isReady(network)) {
      throw new LawBroken(8, "%s does not converge: %s".formatted(network.key(), ready.get()));
    }
  }

  /** A reason that only the operator's own work would end. */
  private static boolean isUnderWay(String reason) {
    return List.of(
            ConditionReason.Progressing,
            ConditionReason.RoutesPending,
            ConditionReason.AgentBehind,
            ConditionReason.Removing,
            ConditionReason.AzureThrottled,
            ConditionReason.AzureUnreachable,
            ConditionReason.AzureOperationFailed)
        .stream()
        .map(ConditionReason::name)
        .anyMatch(reason::equals);
  }
}
