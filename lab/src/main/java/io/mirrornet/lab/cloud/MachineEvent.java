package io.mirrornet.lab.cloud;

/** What happens to machines, in the order in which it happens; real guests follow it. */
public sealed interface MachineEvent {

  /** The machine, as it is after the event. */
  Machine machine();

  /** It boots, with the NICs that it has now. */
  record Started(Machine machine) implements MachineEvent {}

  /** It is told to shut down. */
  record Stopping(Machine machine) implements MachineEvent {}

  /** It is off: stopped or deallocated, as its power state says. */
  record Stopped(Machine machine) implements MachineEvent {}

  /** Its network profile has changed; the guest sees it at its next boot. */
  record InterfacesChanged(Machine machine) implements MachineEvent {}

  /** It is gone. */
  record Deleted(Machine machine) implements MachineEvent {}
}
