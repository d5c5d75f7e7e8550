package io.mirrornet.operator.simulation;

import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.disruption.CheckResult;
import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.disruption.StepName;
import io.mirrornet.api.disruption.StepOutcome;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.simulation.Mirrors.Instance;
import java.util.Comparator;
import java.util.Optional;

/**
 * Whoever looks after the instances: moves primaries away from a host that is to go down, stops
 * what runs there, and starts it again afterwards. In bad times also at the wrong moment.
 */
final class Dba {

  private final World world;
  private final Chance chance;

  Dba(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  void step(boolean diligent) {
    if (!chance.oneIn(diligent ? 2 : 6)) {
      return;
    }
    for (Instance instance : world.mirrors().all()) {
      String host = instance.member().host();
      if (world.guests().isUp(host)) {
        Optional<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> attempt = attempt(host);
        if (attempt.isPresent() && hasPrimary(instance)) {
          empty(instance, attempt.get());
        } else if (!instance.isRunning()) {
          start(instance);
        }
      }
    }
    if (!diligent && chance.oneIn(10) && !world.mirrors().all().isEmpty()) {
      disturb(chance.pick(world.mirrors().all()));
    }
  }

  /** Without a primary, nothing can be moved: all members are needed first. */
  private boolean hasPrimary(Instance instance) {
    return world.mirrors().all().stream()
        .filter(other -> other.mirror().equals(instance.mirror()))
        .anyMatch(Instance::isPrimaryOrBecomes);
  }

  /** The attempt that is to empty the host now. One host at a time: an open one, else the first. */
  private Optional<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> attempt(String host) {
    return world.api().disruptions().stream()
        .filter(record ->
            record.status().phase() == DisruptionPhase.Approved || record.status().phase().isOpen())
        .filter(record -> record.spec().abandon() == null)
        .filter(record -> !goesNowhere(record))
        .max(
            Comparator.comparing((ApiObject<HostDisruptionSpec, HostDisruptionStatus> record) ->
                record.status().phase().isOpen()))
        .filter(record -> record.spec().host().equals(host))
        .filter(record -> !hasBeenDown(record));
  }

  private boolean hasBeenDown(ApiObject<HostDisruptionSpec, HostDisruptionStatus> record) {
    boolean restarted =
        Optional.ofNullable(record.status().baseline())
            .filter(baseline ->
                world
                    .api()
                    .node(record.spec().host())
                    .flatMap(Node::bootId)
                    .filter(boot -> !boot.equals(baseline.bootId()))
                    .isPresent())
            .isPresent();
    return restarted
        || record.status().steps().stream()
            .anyMatch(step ->
                step.name() == StepName.Deallocate && step.outcome() == StepOutcome.Succeeded);
  }

  /** A check fails that no instance has to do with: others may go first. */
  private static boolean goesNowhere(ApiObject<HostDisruptionSpec, HostDisruptionStatus> record) {
    return !record.status().phase().isOpen()
        && record.status().checks().stream()
            .anyMatch(check ->
                check.result() == CheckResult.Fail && check.name() == CheckName.NotOurOwnNode);
  }

  private void empty(
      Instance instance, ApiObject<HostDisruptionSpec, HostDisruptionStatus> attempt) {
    boolean open = attempt.status().phase() == DisruptionPhase.Open;
    if (!instance.isRunning()) {
      return;
    }
    if (instance.isPrimary()) {
      if (world.mirrors().partnerReady(instance).isPresent()) {
        world.trace().note("dba", "moves the primary away: stops " + instance);
        world.census().count(Census.Event.PRIMARY_MOVED);
        world.mirrors().stop(instance);
      }
    } else if (open || !instance.member().metrics()) {
      world.trace().note("dba", "stops " + instance);
      world.mirrors().stop(instance);
    }
  }

  private void start(Instance instance) {
    world.trace().note("dba", "starts " + instance);
    world.mirrors().start(instance);
  }

  private void disturb(Instance instance) {
    if (world.guests().isUp(instance.member().host())) {
      if (instance.isRunning()) {
        world.trace().note("dba", "stops for no reason " + instance);
        world.mirrors().stop(instance);
      } else {
        start(instance);
      }
    }
  }
}
