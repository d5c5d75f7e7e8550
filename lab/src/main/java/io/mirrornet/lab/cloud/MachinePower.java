package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What switches machines on and off. A newer request overtakes an older one that contradicts it.
 */
final class MachinePower {

  private final Estate estate;
  private final VirtualMachines machines;
  private final NetworkProfile network;
  private final Consumer<MachineEvent> events;

  MachinePower(
      Estate estate,
      VirtualMachines machines,
      NetworkProfile network,
      Consumer<MachineEvent> events) {
    this.estate = estate;
    this.machines = machines;
    this.network = network;
    this.events = events;
  }

  ArmResponse act(Call call, Resource machine, String action) {
    Timing timing = estate.config().timing();
    return switch (action) {
      case "start" -> start(call, machine, timing.start());
      case "deallocate" -> {
        if (MachineDocument.ephemeral(machine.document())) {
          throw ComputeErrors.ephemeralDisk("deallocate").refusal();
        }
        yield stop(call, machine, PowerState.DEALLOCATED, timing.deallocate());
      }
      case "poweroff" -> {
        mustBeAllocated(machine, "powerOff");
        yield stop(call, machine, PowerState.STOPPED, timing.powerOff());
      }
      case "restart" -> {
        mustBeAllocated(machine, "restart");
        yield restart(call, machine, timing.powerOff());
      }
      case "reapply", "redeploy" -> reapply(call, machine, timing.machineUpdate());
      default -> throw ResourceErrors.methodNotAllowed("POST").refusal();
    };
  }

  /** How a start ends, also the one that is a part of a creation. */
  Operation.Completion starting(Resource machine, PowerState before) {
    return new Operation.Completion() {
      @Override
      public void succeeded(Instant at) {
        boolean booted = machines.control(machine).power() != PowerState.RUNNING;
        if (booted) {
          network.started(machine.document());
          machines.control(machine).boot();
        }
        machines.settle(machine, Optional.empty());
        if (booted) {
          events.accept(new MachineEvent.Started(machines.describe(machine)));
        }
      }

      @Override
      public void failed(ArmError error, Instant at) {
        machines.control(machine).power(before);
        machines.settle(machine, Optional.of(error));
      }
    };
  }

  private ArmResponse start(Call call, Resource machine, Duration takes) {
    Optional<Operation> same = joinOrOvertake(machine, "StartVirtualMachineOperation");
    if (same.isPresent()) {
      return accepted(call, same.get());
    }
    PowerState before = machines.control(machine).power();
    if (before != PowerState.RUNNING) {
      machines.control(machine).power(PowerState.STARTING);
    }
    return begin(call, machine, "StartVirtualMachineOperation", takes, starting(machine, before));
  }

  private ArmResponse stop(Call call, Resource machine, PowerState target, Duration takes) {
    String name =
        target == PowerState.DEALLOCATED
            ? "DeallocateVirtualMachineOperation"
            : "PowerOffVirtualMachineOperation";
    Optional<Operation> same = joinOrOvertake(machine, name);
    if (same.isPresent()) {
      return accepted(call, same.get());
    }
    PowerState before = machines.control(machine).power();
    if (before == PowerState.RUNNING) {
      events.accept(new MachineEvent.Stopping(machines.describe(machine)));
    }
    if (before != target) {
      machines
          .control(machine)
          .power(target == PowerState.DEALLOCATED ? PowerState.DEALLOCATING : PowerState.STOPPING);
    }
    return begin(call, machine, name, takes, stopping(machine, before, target));
  }

  private Operation.Completion stopping(Resource machine, PowerState before, PowerState target) {
    return new Operation.Completion() {
      @Override
      public void succeeded(Instant at) {
        machines.control(machine).power(target);
        if (target == PowerState.DEALLOCATED) {
          network.deallocated(machine.document());
        }
        machines.settle(machine, Optional.empty());
        if (before != target) {
          events.accept(new MachineEvent.Stopped(machines.describe(machine)));
        }
      }

      // The guest was told to stop, and boots again because it is not taken down.
      @Override
      public void failed(ArmError error, Instant at) {
        machines.control(machine).power(before);
        machines.settle(machine, Optional.of(error));
        if (before == PowerState.RUNNING) {
          machines.control(machine).boot();
          events.accept(new MachineEvent.Started(machines.describe(machine)));
        }
      }
    };
  }

  private ArmResponse restart(Call call, Resource machine, Duration takes) {
    machines.mayBegin(machine, "restart");
    PowerState before = machines.control(machine).power();
    events.accept(new MachineEvent.Stopping(machines.describe(machine)));
    machines.control(machine).power(PowerState.STOPPED);
    events.accept(new MachineEvent.Stopped(machines.describe(machine)));
    machines.control(machine).power(PowerState.STARTING);
    return begin(call, machine, "RestartVirtualMachineOperation", takes, starting(machine, before));
  }

  private ArmResponse reapply(Call call, Resource machine, Duration takes) {
    machines.mayBegin(machine, "reapply");
    return begin(
        call,
        machine,
        "ReapplyVirtualMachineOperation",
        takes,
        new Operation.Completion() {
          @Override
          public void succeeded(Instant at) {
            machines.settle(machine, Optional.empty());
          }

          @Override
          public void failed(ArmError error, Instant at) {
            machines.settle(machine, Optional.of(error));
          }
        });
  }

  private void mustBeAllocated(Resource machine, String operation) {
    if (machines.control(machine).power() == PowerState.DEALLOCATED) {
      throw ComputeErrors.notRunning(operation, machine.id()).refusal();
    }
  }

  /**
   * The operation that does the same already, if there is one. An opposite power operation is ended
   * in favour of the new one; anything else under way is a conflict.
   */
  private Optional<Operation> joinOrOvertake(Resource machine, String name) {
    Optional<Operation> running = machine.running();
    if (running.isEmpty() || running.get().name().equals(name)) {
      return running;
    }
    Operation other = running.get();
    boolean power =
        other.name().startsWith("Start")
            || other.name().startsWith("Deallocate")
            || other.name().startsWith("PowerOff");
    if (!power) {
      machines.mayBegin(machine, name);
    }
    other.end(
        new Operation.Outcome(Operation.Status.Canceled, Optional.of(ComputeErrors.preempted())),
        estate.now());
    return Optional.empty();
  }

  private ArmResponse begin(
      Call call, Resource machine, String name, Duration takes, Operation.Completion completion) {
    ObjectNode updating = machine.draft();
    machines.write(machine, updating, "Updating");
    return accepted(call, estate.begin(call, machine, name, takes, completion));
  }

  private ArmResponse accepted(Call call, Operation operation) {
    return ArmResponse.empty(202).with(estate.headers(call, operation, true));
  }

  /** The guest switches itself off: it stays allocated, and Azure notices. */
  void guestOff(Resource machine) {
    if (machines.control(machine).power() == PowerState.RUNNING) {
      machines.control(machine).power(PowerState.STOPPED);
      events.accept(new MachineEvent.Stopped(machines.describe(machine)));
    }
  }
}
