package io.mirrornet.operator.simulation;

import io.mirrornet.api.disruption.Approval;
import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.disruption.StepName;
import io.mirrornet.api.disruption.StepOutcome;
import io.mirrornet.lab.cloud.ArmRequest;
import io.mirrornet.lab.cloud.JournalEntry;
import io.mirrornet.lab.cloud.MachineEvent;
import io.mirrornet.lab.cloud.PowerState;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.simulation.Blueprint.Flaw;
import io.mirrornet.operator.simulation.Blueprint.HostPlan;
import io.mirrornet.operator.simulation.Census.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Watches the cloud's journal and machines for laws 1 to 5. What it takes for true is the cloud,
 * the mirrors and the API server as they are, whatever the operator has seen of them.
 */
final class Oracle {

  /**
   * The age of evidence that a deallocation may rest on, and the time that the call itself takes.
   */
  static final Duration FRESH = Duration.ofSeconds(15);

  private final World world;
  private final Untouched untouched;
  private final RouteOracle routes;
  private final Circle circle;
  private final Evidences evidences;

  /** Hosts that are down by the operator's hand, with the attempt. */
  private final Map<String, ObjectKey> down = new TreeMap<>();

  /** Attempts that have taken their host down and are not over: it is not back before that. */
  private final Set<ObjectKey> unfinished = new TreeSet<>();

  private final Set<ObjectKey> abandoned = new HashSet<>();
  private final Map<String, Instant> lastUp = new HashMap<>();
  private final Map<String, Instant> lastNotReady = new HashMap<>();
  private final Map<ObjectKey, Approval> intendedUnder = new HashMap<>();
  private final Map<ObjectKey, Instant> intendedAt = new HashMap<>();
  private Optional<LawBroken> objection = Optional.empty();
  private PowerState before = PowerState.RUNNING;

  /** The host that the request on its way deallocates; empty for any other request. */
  private String deallocating = "";

  Oracle(World world) {
    this.world = world;
    this.untouched = new Untouched(world);
    this.routes = new RouteOracle(world);
    this.circle = new Circle(world);
    this.evidences = new Evidences(world);
    step();
  }

  Map<String, ObjectKey> down() {
    return down;
  }

  Evidences evidences() {
    return evidences;
  }

  Untouched untouched() {
    return untouched;
  }

  RouteOracle routes() {
    return routes;
  }

  void step() {
    for (HostPlan host : world.plan().hosts()) {
      if (host.flaw() == Flaw.DYNAMIC_PUBLIC_ADDRESS && !down.containsKey(host.name())) {
        untouched.stoppedByOthers(host.name());
      }
      if (isUp(host.name())) {
        lastUp.put(host.name(), world.now());
      }
      if (world.api().node(host.name()).filter(node -> !node.ready()).isPresent()) {
        lastNotReady.put(host.name(), world.now());
      }
    }
    routes.step();
    evidences.step();
  }

  private boolean isUp(String host) {
    return world.power(host) == PowerState.RUNNING
        && world.api().node(host).filter(Node::ready).isPresent();
  }

  void hear(MachineEvent event) {
    String host = event.machine().id().name();
    if (!down.containsKey(host) && !deallocating.equals(host)) {
      untouched.stoppedByOthers(host);
    }
    if (event instanceof MachineEvent.Started started) {
      down.remove(started.machine().id().name());
    }
    untouched.check();
  }

  void abandoned(ObjectKey key) {
    abandoned.add(key);
    down.values().removeIf(key::equals);
    unfinished.remove(key);
  }

  void beforeWrite(ArmRequest request, String process) {
    objection = Optional.empty();
    deallocating = "";
    if (request.path().endsWith("/deallocate")) {
      String host = hostOf(request.path());
      before = world.power(host);
      deallocating = host;
      objection = objection(host, process);
    }
  }

  void afterWrite(JournalEntry entry) {
    deallocating = "";
    if (!entry.mutation() || !entry.principal().equals(Arm.OPERATOR)) {
      return;
    }
    untouched.mutated(entry);
    if (entry.action().endsWith("deallocate/action")) {
      world.census().count(Event.DEALLOCATION);
      if (objection.isPresent()) {
        throw objection.get();
      }
      String host = hostOf(entry.path());
      if (before != PowerState.DEALLOCATED) {
        attempt(host)
            .ifPresent(record -> {
              down.put(host, record.key());
              unfinished.add(record.key());
            });
      }
    } else if (entry.action().equals("Microsoft.Compute/virtualMachines/write")) {
      world.census().count(Event.INTERFACE_ATTACHED);
    }
  }

  private static String hostOf(String path) {
    String[] parts = path.split("/", -1);
    return parts[parts.length - 2];
  }

  private Optional<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> attempt(String host) {
    return world.api().disruptions().stream()
        .filter(record -> record.status().phase().isOpen())
        .filter(record -> record.spec().host().equals(host))
        .findFirst();
  }

  /** What speaks against this deallocation. */
  private Optional<LawBroken> objection(String host, String process) {
    Optional<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> attempt = attempt(host);
    if (attempt.isEmpty()) {
      return broken(4, "%s is deallocated, and no disruption of it is open".formatted(host));
    }
    return unapproved(attempt.get())
        .or(() ->
            others(attempt.get(), Objects.requireNonNull(intendedUnder.get(attempt.get().key()))))
        .or(() -> instances(host, attempt.get(), process));
  }

  private Optional<LawBroken> unapproved(
      ApiObject<HostDisruptionSpec, HostDisruptionStatus> attempt) {
    Approval approval = intendedUnder.get(attempt.key());
    if (approval == null) {
      return broken(4, "no approved intent is written for %s".formatted(attempt.key()));
    }
    if (!attempt.spec().vmId().equals(world.machine(attempt.spec().host()).vmId())) {
      return broken(4, "%s was approved for another machine".formatted(attempt.key()));
    }
    Instant at = Objects.requireNonNull(intendedAt.get(attempt.key()));
    if (world.now().isAfter(at.plusSeconds(30))) {
      return broken(4, "the intent of %s is of %s".formatted(attempt.key(), at));
    }
    return at.isAfter(approval.notAfter())
            || (approval.notBefore() != null && at.isBefore(approval.notBefore()))
        ? broken(4, "the approval of %s is not for %s: %s".formatted(attempt.key(), at, approval))
        : Optional.empty();
  }

  private Optional<LawBroken> others(
      ApiObject<HostDisruptionSpec, HostDisruptionStatus> attempt, Approval approval) {
    String host = attempt.spec().host();
    if (unfinished.stream().anyMatch(other -> !other.equals(attempt.key()))) {
      return broken(1, "%s is deallocated before %s are over".formatted(host, unfinished));
    }
    if (down.keySet().stream().anyMatch(other -> !other.equals(host))) {
      return broken(1, "%s is deallocated while %s is down".formatted(host, down));
    }
    return circle.of(host).stream()
        .filter(other -> isLongAgo(lastUp.get(other)))
        .filter(other -> !mayBeUnknown(approval, other))
        .findFirst()
        .flatMap(other -> broken(1, "%s is deallocated while %s is not up".formatted(host, other)));
  }

  /** A person has answered for a host that nobody can see; one that is seen down is down. */
  private boolean mayBeUnknown(Approval approval, String other) {
    return approval.acknowledge().contains(CheckName.OtherHostsUp)
        && isLongAgo(lastNotReady.get(other));
  }

  private boolean isLongAgo(@Nullable Instant at) {
    return at == null || at.isBefore(world.now().minus(FRESH));
  }

  private Optional<LawBroken> instances(
      String host, ApiObject<HostDisruptionSpec, HostDisruptionStatus> attempt, String process) {
    if (before != PowerState.RUNNING) {
      return Optional.empty();
    }
    Approval approval = Objects.requireNonNull(intendedUnder.get(attempt.key()));
    Instant stale = world.now().minus(FRESH);
    Predicate<CheckName> isAnsweredFor = approval.acknowledge()::contains;
    for (Mirrors.Instance instance : world.mirrors().on(host)) {
      boolean declared = circle.isDeclared(instance);
      boolean primary =
          world.mirrors().primarySince(instance).filter(at -> at.isBefore(stale)).isPresent();
      boolean running =
          world.mirrors().runningSince(instance).filter(at -> at.isBefore(stale)).isPresent();
      boolean answered =
          !declared
              && (approval.acknowledge().contains(CheckName.InstancesDeclared)
                  || routes.mayBeUnseen(instance.plan()));
      if (primary
          && !answered
          && !(isAnsweredFor.test(CheckName.HoldsNoPrimary)
              && !evidences.showRunning(CheckName.HoldsNoPrimary, instance, process))) {
        return broken(2, "%s is deallocated while %s is primary".formatted(host, instance));
      }
      if (running
          && declared
          && !instance.member().systemStops()
          && !(isAnsweredFor.test(CheckName.InstancesStopped)
              && !evidences.showRunning(CheckName.InstancesStopped, instance, process))) {
        return broken(2, "%s is deallocated while %s runs".formatted(host, instance));
      }
    }
    return Optional.empty();
  }

  private static Optional<LawBroken> broken(int law, String text) {
    return Optional.of(new LawBroken(law, text));
  }

  /** What is written by the operator to disruptions, routes and nodes. */
  ApiServer.Watcher ofApi() {
    return new ApiOracle(world, routes, this::written);
  }

  private void written(
      ApiObject<HostDisruptionSpec, HostDisruptionStatus> old,
      ApiObject<HostDisruptionSpec, HostDisruptionStatus> now) {
    boolean intends =
        now.status().steps().size() > old.status().steps().size()
            && now.status().steps().getLast().name() == StepName.Deallocate
            && now.status().steps().getLast().outcome() == StepOutcome.Intended;
    if (intends) {
      intendedUnder.remove(now.key());
      Optional.ofNullable(now.spec().approval())
          .ifPresent(approval -> intendedUnder.put(now.key(), approval));
      intendedAt.put(now.key(), world.now());
    }
    if (now.status().phase().isFinal() && !old.status().phase().isFinal()) {
      ended(now);
    }
  }

  private void ended(ApiObject<HostDisruptionSpec, HostDisruptionStatus> record) {
    world
        .census()
        .count(
            switch (record.status().phase()) {
              case Done -> Event.DISRUPTION_DONE;
              case Withdrawn -> Event.DISRUPTION_WITHDRAWN;
              default -> Event.DISRUPTION_FAILED;
            });
    unfinished.remove(record.key());
    if (down.containsValue(record.key()) && !abandoned.contains(record.key())) {
      throw new LawBroken(
          3,
          "%s is over as %s, and %s is down"
              .formatted(record.key(), record.status().phase(), down));
    }
  }
}
