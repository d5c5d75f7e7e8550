package io.mirrornet.operator.simulation;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.MemberRole;
import io.mirrornet.api.MemberType;
import io.mirrornet.api.hostroute.DestinationStatus;
import io.mirrornet.api.hostroute.Evidence;
import io.mirrornet.api.hostroute.MemberEvidence;
import io.mirrornet.api.hostroute.MemberProbe;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.hostroute.MirrorRole;
import io.mirrornet.api.hostroute.PortEvidence;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.simulation.Mirrors.Instance;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The agents: each looks truthfully at its own host, some are slow, and some are dead. */
final class Agents {

  private record Answer(Instant at, MirrorHostRouteStatus status) {}

  private final World world;
  private final Chance chance;
  private final Set<String> dead = new TreeSet<>();
  private final Map<ObjectKey, Answer> onTheWay = new HashMap<>();
  private int slowness;

  Agents(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
    this.slowness = chance.pick(List.of(1, 2, 4, 12));
  }

  void kill(String host) {
    dead.add(host);
  }

  /** All agents run and are quick from now on. */
  void recover() {
    dead.clear();
    slowness = 0;
  }

  void step() {
    for (ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route : world.api().hostRoutes()) {
      deliver(route);
      if (runs(route)
          && !onTheWay.containsKey(route.key())
          && chance.oneIn(Math.max(1, slowness))) {
        look(route);
      }
    }
  }

  private boolean runs(ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route) {
    String host = route.spec().nodeName();
    Optional<Node> node = world.api().node(host);
    return !dead.contains(host)
        && world.guests().isUp(host)
        && node.filter(it -> it.labels().containsKey(Labels.HOST))
            .filter(it -> it.uid().equals(route.spec().nodeUid()))
            .isPresent();
  }

  private void deliver(ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route) {
    Answer answer = onTheWay.get(route.key());
    if (answer != null && !answer.at().isAfter(world.now())) {
      onTheWay.remove(route.key());
      if (runs(route)) {
        world.api().hostRouteStatus(route.key(), answer.status());
      }
    }
  }

  private void look(ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route) {
    MirrorHostRouteSpec spec = route.spec();
    MirrorHostRouteStatus before = route.status();
    boolean attached = isInGuest(spec);
    MirrorHostRouteStatus now =
        new MirrorHostRouteStatus(
            route.metadata().generation(),
            attached ? "eth1" : null,
            List.of(),
            spec.destinations().stream()
                .map(destination -> destinationStatus(destination.address(), attached, before))
                .toList(),
            attached,
            spec.probes().members().stream()
                .map(probe -> role(spec.nodeName(), probe, before))
                .toList(),
            evidence(spec, before));
    if (!now.equals(before)) {
      onTheWay.put(route.key(), new Answer(world.now().plus(chance.seconds(0, slowness)), now));
    }
  }

  private boolean isInGuest(MirrorHostRouteSpec spec) {
    return spec.secondary() != null
        && world.machine(spec.nodeName()).interfaces().stream()
            .anyMatch(nic -> nic.mac().filter(mac -> isMac(mac, spec)).isPresent());
  }

  private static boolean isMac(String arm, MirrorHostRouteSpec spec) {
    return spec.secondary() != null && spec.secondary().mac().toArm().equalsIgnoreCase(arm);
  }

  private DestinationStatus destinationStatus(
      Ipv4Address address, boolean programmed, MirrorHostRouteStatus before) {
    return before.destinations().stream()
        .filter(old -> old.address().equals(address) && old.programmed() == programmed)
        .findFirst()
        .orElseGet(() ->
            new DestinationStatus(
                address,
                programmed,
                programmed ? ConditionStatus.True : ConditionStatus.Unknown,
                world.now(),
                programmed ? null : ConditionReason.InterfaceNotFound,
                null));
  }

  private MirrorRole role(String host, MemberProbe probe, MirrorHostRouteStatus before) {
    MemberRole role = seen(host, probe).role();
    return before.mirrors().stream()
        .filter(old ->
            old.mirror().equals(probe.mirror())
                && old.instance().equals(probe.instance())
                && old.role() == role)
        .findFirst()
        .orElseGet(() -> new MirrorRole(probe.mirror(), probe.instance(), role, world.now()));
  }

  private @Nullable Evidence evidence(MirrorHostRouteSpec spec, MirrorHostRouteStatus before) {
    Evidence old = before.evidence();
    if (spec.evidenceRequest() == null
        || (old != null && old.nonce().equals(spec.evidenceRequest()))) {
      return old;
    }
    return new Evidence(
        spec.evidenceRequest(),
        world.now(),
        spec.probes().members().stream().map(probe -> seen(spec.nodeName(), probe)).toList(),
        spec.probes().members().stream()
            .map(probe -> new PortEvidence(probe.superserverPort(), listens(spec, probe)))
            .distinct()
            .toList());
  }

  private boolean listens(MirrorHostRouteSpec spec, MemberProbe probe) {
    return instance(spec.nodeName(), probe).filter(Instance::isRunning).isPresent();
  }

  private Optional<Instance> instance(String host, MemberProbe probe) {
    return world.mirrors().on(host).stream()
        .filter(one -> one.member().instance().equals(probe.instance()))
        .findFirst();
  }

  private MemberEvidence seen(String host, MemberProbe probe) {
    Instance instance = instance(host, probe).orElseThrow();
    boolean answers = instance.isRunning() && !instance.mirror().isHung(instance.id());
    ConditionStatus page =
        probe.status() == null || !answers
            ? ConditionStatus.Unknown
            : ConditionStatus.of(
                instance.mirror().primary().filter(instance.id()::equals).isPresent());
    boolean metrics = probe.metrics() != null && answers;
    return new MemberEvidence(
        probe.mirror(),
        probe.instance(),
        role(instance, page, metrics),
        metrics ? type(instance) : MemberType.Unknown,
        page,
        metrics
            ? ConditionStatus.of(
                instance.isPrimary() || instance.mirror().isFailoverReady(instance.id()))
            : ConditionStatus.Unknown,
        metrics ? 0 : null,
        Optional.ofNullable(probe.arbiter())
            .map(arbiter -> ConditionStatus.of(world.mirrors().isArbiterUp(arbiter.host())))
            .orElse(ConditionStatus.Unknown),
        null);
  }

  private static MemberRole role(Instance instance, ConditionStatus page, boolean metrics) {
    if (!instance.isRunning()) {
      return MemberRole.Down;
    }
    if (page == ConditionStatus.True) {
      return MemberRole.Primary;
    }
    if (!metrics) {
      return MemberRole.Unknown;
    }
    return switch (instance.status()) {
      case NOT_INITIALIZED -> MemberRole.NotInitialized;
      case PRIMARY -> MemberRole.Primary;
      case BACKUP -> MemberRole.Backup;
      case CONNECTED -> MemberRole.Connected;
      case TRANSITION -> MemberRole.Transition;
      case SYNCHRONIZING -> MemberRole.Synchronizing;
      case WAITING -> MemberRole.Waiting;
      case DOWN -> MemberRole.Down;
    };
  }

  private static MemberType type(Instance instance) {
    return switch (instance.member().type()) {
      case FAILOVER -> MemberType.Failover;
      case DISASTER_RECOVERY -> MemberType.DisasterRecovery;
      case READ_ONLY_REPORTING -> MemberType.ReadOnlyReporting;
    };
  }
}
