package io.mirrornet.lab.story;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.lab.cloud.SizeLimits;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.lab.scenario.Scenario.VirtualMachine;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How a scenario has to end.
 *
 * @param held the reason that Ready has when the scenario's network holds the operator back: then
 *     nothing may be disrupted
 * @param refused hosts that have to be refused, and why
 */
record Expectation(Optional<ConditionReason> held, Map<String, ConditionReason> refused) {

  Expectation {
    refused = Map.copyOf(refused);
  }

  static Expectation of(Scenario scenario) {
    return new Expectation(
        held(scenario),
        scenario.virtualMachines().stream()
            .filter(machine -> refusal(machine).isPresent())
            .collect(
                Collectors.toMap(VirtualMachine::name, machine -> refusal(machine).orElseThrow())));
  }

  private static Optional<ConditionReason> held(Scenario scenario) {
    if (scenario.network().path("paused").asBoolean(false)) {
      return Optional.of(ConditionReason.Paused);
    }
    return "Observe".equals(scenario.network().path("mode").asText(""))
        ? Optional.of(ConditionReason.Observing)
        : Optional.empty();
  }

  private static Optional<ConditionReason> refusal(VirtualMachine machine) {
    if (machine.controlPlane()) {
      return Optional.of(ConditionReason.ControlPlaneNode);
    }
    if (machine.ephemeralDisk()) {
      return Optional.of(ConditionReason.EphemeralOsDisk);
    }
    int needed = machine.secondNic().isPresent() ? 3 : 2;
    OptionalInt allowed = SizeLimits.interfaces(machine.size());
    return allowed.orElse(0) < needed
        ? Optional.of(ConditionReason.SecondInterfaceNotAllowed)
        : Optional.empty();
  }
}
