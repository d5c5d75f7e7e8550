package io.mirrornet.lab.cloud;

import java.util.Optional;

/** What a machine is, beside what its document says. */
final class MachineControl {

  private PowerState power;
  private Optional<ArmError> failure = Optional.empty();
  private long revision;
  private int boots;

  MachineControl(PowerState power) {
    this.power = power;
  }

  PowerState power() {
    return power;
  }

  void power(PowerState next) {
    power = next;
  }

  /** It boots, and runs from now on. */
  void boot() {
    power = PowerState.RUNNING;
    boots++;
  }

  /** Why the last operation on the machine failed; empty if it did not. */
  Optional<ArmError> failure() {
    return failure;
  }

  void failure(Optional<ArmError> error) {
    failure = error;
  }

  /** How often it booted. */
  int boots() {
    return boots;
  }

  /** The next etag: Compute counts. */
  String nextEtag() {
    revision++;
    return "\"" + revision + "\"";
  }
}
