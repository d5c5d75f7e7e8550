package io.mirrornet.operator.simulation;

import io.mirrornet.api.disruption.Abandonment;
import io.mirrornet.api.disruption.Approval;
import io.mirrornet.api.disruption.Check;
import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.disruption.CheckResult;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.simulation.Census.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who approves disruptions, carefully or not. */
final class Approver {

  private final World world;
  private final Chance chance;
  private final Map<ObjectKey, Instant> lastAct = new HashMap<>();

  Approver(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  void step(boolean diligent) {
    for (ApiObject<HostDisruptionSpec, HostDisruptionStatus> record : world.api().disruptions()) {
      if (record.status().phase().isFinal() || record.spec().abandon() != null) {
        continue;
      }
      if (diligent) {
        look(record);
      } else if (record.spec().approval() == null) {
        if (chance.oneIn(12)) {
          approveSomehow(record);
        }
      } else if (chance.oneIn(120)) {
        world.trace().note("approver", "takes back the approval of " + record.key());
        world.api().approve(record.key(), null);
      } else if (record.status().phase().isOpen() && chance.oneIn(400)) {
        abandon(record.key());
      }
    }
  }

  private void look(ApiObject<HostDisruptionSpec, HostDisruptionStatus> record) {
    Approval approval = record.spec().approval();
    if (record.status().phase().isOpen() && isBackAsAnotherNode(record)) {
      abandon(record.key());
      return;
    }
    if (record.status().phase().isOpen() || record.status().checks().isEmpty()) {
      return;
    }
    if (approval == null) {
      approve(record, Duration.ZERO, Duration.ofHours(8), unknown(record.status()));
    } else if (isInsufficient(approval, record.status())
        && world.now().isAfter(lastAct.getOrDefault(record.key(), Instant.MIN).plusSeconds(180))) {
      world.trace().note("approver", "takes back, to give a better one: " + record.key());
      world.api().approve(record.key(), null);
    }
  }

  /** The host runs, and its node was registered anew: the operator asks a person to end it. */
  private boolean isBackAsAnotherNode(ApiObject<HostDisruptionSpec, HostDisruptionStatus> record) {
    return world.guests().isUp(record.spec().host())
        && world
            .api()
            .node(record.spec().host())
            .filter(node -> node.uid().equals(record.spec().nodeUid()))
            .isEmpty();
  }

  private boolean isInsufficient(Approval approval, HostDisruptionStatus status) {
    return !approval.acknowledge().containsAll(unknown(status))
        || (approval.notBefore() != null && approval.notBefore().isAfter(world.now()));
  }

  /** What nobody can know, and a careful person answers for. Stopped instances are not that. */
  private static List<CheckName> unknown(HostDisruptionStatus status) {
    return Stream.concat(
            Stream.of(CheckName.CapacityRisk),
            status.checks().stream()
                .filter(check -> check.result() == CheckResult.Unknown)
                .map(Check::name)
                .filter(name -> name != CheckName.InstancesStopped))
        .distinct()
        .toList();
  }

  private void approveSomehow(ApiObject<HostDisruptionSpec, HostDisruptionStatus> record) {
    List<CheckName> all = unknown(record.status());
    switch (chance.between(0, 9)) {
      case 0 -> {
        world.census().count(Event.BAD_APPROVAL);
        approve(record, Duration.ZERO, Duration.ofSeconds(-5), all);
      }
      case 1 -> {
        world.census().count(Event.BAD_APPROVAL);
        approve(record, Duration.ZERO, chance.seconds(5, 120), all);
      }
      case 2 -> approve(record, chance.seconds(60, 600), Duration.ofHours(1), all);
      case 3 -> {
        world.census().count(Event.BAD_APPROVAL);
        approve(record, Duration.ZERO, Duration.ofHours(1), List.of(CheckName.CapacityRisk));
      }
      case 4 -> {
        world.census().count(Event.BAD_APPROVAL);
        approve(
            record,
            Duration.ZERO,
            Duration.ofHours(1),
            Arrays.stream(CheckName.values()).collect(Collectors.toList()));
      }
      default -> approve(record, Duration.ZERO, Duration.ofHours(2), all);
    }
  }

  private void approve(
      ApiObject<HostDisruptionSpec, HostDisruptionStatus> record,
      Duration from,
      Duration until,
      List<CheckName> acknowledge) {
    world
        .trace()
        .note(
            "approver",
            "approves %s from %s until %s, acknowledges %s"
                .formatted(record.key(), from, until, acknowledge));
    lastAct.put(record.key(), world.now());
    world
        .api()
        .approve(
            record.key(),
            new Approval(
                "alice",
                null,
                from.isZero() ? null : world.now().plus(from),
                world.now().plus(until),
                acknowledge));
  }

  private void abandon(ObjectKey key) {
    world.trace().note("approver", "abandons " + key);
    world.census().count(Event.ABANDONED);
    world.api().abandon(key, new Abandonment("alice", "I do it myself"));
    world.oracle().abandoned(key);
  }
}
