package io.mirrornet.operator.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mirrornet.lab.cloud.Answer;
import io.mirrornet.lab.cloud.ArmError;
import io.mirrornet.lab.cloud.ArmRequest;
import io.mirrornet.lab.cloud.ArmResponse;
import io.mirrornet.lab.cloud.Fault;
import io.mirrornet.lab.cloud.Fault.Effect;
import io.mirrornet.lab.cloud.Fault.Match;
import io.mirrornet.operator.model.azure.VmPermissions;
import io.mirrornet.operator.simulation.Census.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What goes wrong in Azure, by the simulator's own faults, and lists that are behind. */
final class AzureFaults {

  private record Old(Instant at, Answer answer) {}

  private static final Duration BEHIND = Duration.ofSeconds(20);
  private static final List<String> LISTS =
      List.of("/virtualMachines", "/networkInterfaces", "/loadBalancers");
  private static final String START = "Microsoft.Compute/virtualMachines/start/action";
  private static final List<String> ACTIONS =
      List.of(
          "Microsoft.Compute/virtualMachines/deallocate/action",
          START,
          START,
          "Microsoft.Compute/virtualMachines/write",
          "Microsoft.Network/networkInterfaces/write");
  private static final List<String> READS =
      List.of(
          "Microsoft.Compute/virtualMachines/read",
          "Microsoft.Compute/virtualMachines/instanceView/read",
          "Microsoft.Network/networkInterfaces/read",
          "Microsoft.Network/loadBalancers/read",
          "Microsoft.Network/virtualNetworks/subnets/read");

  private final World world;
  private final Chance chance;
  private final int rarity;
  private final Map<String, Old> lists = new HashMap<>();
  private final Map<String, Instant> lastEmpty = new HashMap<>();
  private Optional<Instant> deniedUntil = Optional.empty();
  private List<String> denied = List.of();

  AzureFaults(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
    this.rarity = chance.pick(List.of(8, 15, 40, 1000));
  }

  void step() {
    deniedUntil.filter(until -> !world.now().isBefore(until)).ifPresent(_ -> restore());
    if (!chance.oneIn(rarity)) {
      return;
    }
    switch (chance.between(0, 9)) {
      case 0 -> deny();
      case 1 -> {
        world.census().count(Event.START_REFUSED);
        String host = chance.pick(world.plan().hosts()).name();
        inject(
            Fault.allocation(
                host,
                chance.pick(List.of("AllocationFailed", "ZonalAllocationFailed")),
                chance.between(1, 5)));
      }
      case 2 -> {
        world.census().count(Event.OPERATION_FAILED);
        inject(action(new Effect.FailOperation(internal())));
      }
      case 3 -> {
        world.census().count(Event.OPERATION_FAILED);
        inject(action(new Effect.CancelOperation(preempted())));
      }
      case 4 -> inject(action(new Effect.StretchOperation(chance.seconds(20, 900))));
      case 5 -> {
        world.census().count(Event.THROTTLED);
        inject(
            new Fault(
                Match.action(chance.pick(READS)),
                new Effect.Refuse(throttled()),
                chance.between(1, 6)));
      }
      case 6 -> {
        world.census().count(Event.THROTTLED);
        inject(action(new Effect.Refuse(throttled())));
      }
      case 7 -> {
        world.census().count(Event.LOST_ANSWER_OF_AZURE);
        inject(action(new Effect.LoseAnswer()));
      }
      case 8 -> inject(action(new Effect.LoseRequest()));
      default ->
          inject(
              new Fault(
                  Match.action(chance.pick(READS)), new Effect.LoseAnswer(), chance.between(1, 4)));
    }
  }

  private Fault action(Effect effect) {
    return new Fault(Match.action(chance.pick(ACTIONS)), effect, chance.between(1, 2));
  }

  private void inject(Fault fault) {
    world.trace().note("azure", "fault to come: " + fault);
    world.cloud().faults().inject(fault);
  }

  private void deny() {
    world.census().count(Event.PERMISSION_DENIED);
    denied = List.of(chance.pick(chance.oneIn(2) ? ACTIONS : READS));
    world.trace().note("azure", "denies " + denied);
    world.cloud().access().deny(Arm.OPERATOR, "/", denied);
    deniedUntil = Optional.of(world.now().plus(chance.seconds(20, 600)));
  }

  private void restore() {
    world.cloud().access().revoke(Arm.OPERATOR);
    world.cloud().access().grantAll(Arm.OPERATOR);
    denied = List.of();
    deniedUntil = Optional.empty();
  }

  void clear() {
    world.cloud().faults().clear();
    restore();
  }

  /** What the operator lacks on each VM. */
  List<String> missing() {
    return denied.stream().filter(VmPermissions.NEEDED::contains).toList();
  }

  /** A list may be as it was a little while ago, or empty for once. */
  Answer read(ArmRequest request) {
    boolean list = LISTS.stream().anyMatch(request.path()::endsWith);
    if (!list || world.weather().isCalm()) {
      return world.cloud().handle(request);
    }
    Old old = lists.get(request.path());
    if (old != null
        && world.now().isBefore(old.at().plus(BEHIND))
        && world.weather().staleList(chance)) {
      world.census().count(Event.STALE_LIST);
      return old.answer();
    }
    Answer answer = world.cloud().handle(request);
    if (answer instanceof Answer.Delivered(var response, _) && response.status() == 200) {
      lists.put(request.path(), new Old(world.now(), copy(response)));
      if (mayBeEmpty(request.path()) && world.weather().staleList(chance)) {
        world.census().count(Event.STALE_LIST);
        world.trace().note("azure", "an empty list of " + request.path());
        lastEmpty.put(request.path(), world.now());
        return empty();
      }
    }
    return answer;
  }

  /** Never twice in a row: two looks that agree are what the operator may believe. */
  private boolean mayBeEmpty(String path) {
    return world.now().isAfter(lastEmpty.getOrDefault(path, Instant.MIN).plusSeconds(300));
  }

  private static Answer copy(ArmResponse response) {
    return new Answer.Delivered(
        new ArmResponse(
            response.status(), response.headers(), response.body().map(body -> body.deepCopy())),
        Duration.ZERO);
  }

  private static Answer empty() {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.putArray("value");
    return new Answer.Delivered(new ArmResponse(200, Map.of(), Optional.of(page)), Duration.ZERO);
  }

  private ArmError throttled() {
    return new ArmError(
        429, "TooManyRequests", "later", List.of(), Optional.of(chance.seconds(1, 60)));
  }

  private static ArmError internal() {
    return ArmError.of(500, "InternalExecutionError", "An internal execution error occurred.");
  }

  private static ArmError preempted() {
    return ArmError.of(409, "OperationPreempted", "preempted by a more recent operation");
  }
}
