package io.mirrornet.operator.simulation;

import io.mirrornet.lab.mirror.Member;
import io.mirrornet.lab.mirror.MemberStatus;
import io.mirrornet.lab.mirror.Mirror;
import io.mirrornet.lab.mirror.MirrorTimings;
import io.mirrornet.operator.simulation.Blueprint.MemberPlan;
import io.mirrornet.operator.simulation.Blueprint.MirrorPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All instances of a site, and since when each runs or is primary. */
final class Mirrors {

  /** An instance with the mirror that it belongs to. */
  record Instance(MirrorPlan plan, MemberPlan member, Mirror mirror) {

    Member id() {
      return new Member(member.host(), member.instance(), member.type());
    }

    MemberStatus status() {
      return mirror.status(id());
    }

    boolean isPrimary() {
      return status() == MemberStatus.PRIMARY;
    }

    boolean isPrimaryOrBecomes() {
      return isPrimary() || status() == MemberStatus.TRANSITION;
    }

    boolean isRunning() {
      return mirror.isRunning(id());
    }

    @Override
    public String toString() {
      return plan.name() + "/" + member.instance() + " on " + member.host();
    }
  }

  private final VirtualClock clock;
  private final List<Instance> instances = new ArrayList<>();
  private final Map<Instance, Instant> runningSince = new HashMap<>();
  private final Map<Instance, Instant> primarySince = new HashMap<>();
  private final Set<String> downArbiters = new TreeSet<>();

  Mirrors(Blueprint plan, VirtualClock clock) {
    this.clock = clock;
    for (MirrorPlan mirror : plan.mirrors()) {
      List<Member> members =
          mirror.members().stream()
              .map(member -> new Member(member.host(), member.instance(), member.type()))
              .toList();
      Mirror machine = new Mirror(mirror.name(), members, MirrorTimings.LAB);
      mirror.members().forEach(m -> instances.add(new Instance(mirror, m, machine)));
    }
    advance();
  }

  List<Instance> all() {
    return instances;
  }

  List<Instance> on(String host) {
    return instances.stream().filter(one -> one.member().host().equals(host)).toList();
  }

  /** Lets everything happen that is due, and notes what has begun. */
  void advance() {
    Instant now = clock.instant();
    for (Instance instance : instances) {
      instance.mirror().advance(now);
    }
    for (Instance instance : instances) {
      note(runningSince, instance, instance.isRunning(), now);
      note(primarySince, instance, instance.isPrimary(), now);
    }
  }

  private static void note(
      Map<Instance, Instant> since, Instance instance, boolean holds, Instant now) {
    if (holds) {
      since.putIfAbsent(instance, now);
    } else {
      since.remove(instance);
    }
  }

  /** Since when the instance has been running without a break. */
  Optional<Instant> runningSince(Instance instance) {
    return Optional.ofNullable(runningSince.get(instance));
  }

  /** Since when the instance has been primary without a break. */
  Optional<Instant> primarySince(Instance instance) {
    return Optional.ofNullable(primarySince.get(instance));
  }

  void start(Instance instance) {
    instance.mirror().start(instance.id(), true, clock.instant());
    advance();
  }

  void stop(Instance instance) {
    instance.mirror().stop(instance.id(), clock.instant());
    advance();
  }

  void power(String host, boolean up) {
    instances.stream()
        .map(Instance::mirror)
        .distinct()
        .forEach(mirror -> mirror.hostPower(host, up, clock.instant()));
    advance();
  }

  void arbiter(String address, boolean up) {
    if (up) {
      downArbiters.remove(address);
    } else {
      downArbiters.add(address);
    }
    instances.stream()
        .filter(one -> one.plan().arbiter().filter(address::equals).isPresent())
        .map(Instance::mirror)
        .distinct()
        .forEach(mirror -> mirror.arbiter(up, clock.instant()));
  }

  boolean isArbiterUp(String address) {
    return !downArbiters.contains(address);
  }

  Optional<Instance> partnerReady(Instance instance) {
    return instances.stream()
        .filter(other -> other.mirror().equals(instance.mirror()) && !other.equals(instance))
        .filter(other -> other.mirror().isFailoverReady(other.id()))
        .findFirst();
  }
}
