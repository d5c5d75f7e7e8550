package io.mirrornet.lab.local;

import io.mirrornet.lab.cloud.ArmError;
import io.mirrornet.lab.cloud.Fault;
import io.mirrornet.lab.scenario.Scenario;

/** A scenario's faults in the words of the cloud. */
final class InjectedFaults {

  private static final String MACHINE = "Microsoft.Compute/virtualMachines/";

  private InjectedFaults() {}

  /**
   * The fault that the cloud takes. A refusal (AuthorizationFailed, throttling, a full subnet)
   * meets the request, everything else the operation that it begins.
   *
   * @throws IllegalArgumentException if nothing is known to fail then
   */
  static Fault of(Scenario.InjectedFault declared) {
    String machine = "/virtualMachines/" + declared.virtualMachine() + "/";
    Fault.Match match =
        switch (declared.when()) {
          case "start" -> Fault.Match.action(MACHINE + "start/action").path(machine);
          case "deallocate" -> Fault.Match.action(MACHINE + "deallocate/action").path(machine);
          case "attach" -> Fault.Match.action(MACHINE + "write").path(machine);
          // The operator names its NICs MACHINE-..., as people do.
          case "create" ->
              Fault.Match.action("Microsoft.Network/networkInterfaces/write")
                  .path("/networkInterfaces/" + declared.virtualMachine() + "-");
          default ->
              throw new IllegalArgumentException(
                  "a fault happens when start, deallocate, attach or create, not when %s"
                      .formatted(declared.when()));
        };
    int status = status(declared.code());
    ArmError error =
        ArmError.of(
            status,
            declared.code(),
            "%s of %s fails with %s: the lab was asked for it."
                .formatted(declared.when(), declared.virtualMachine(), declared.code()));
    boolean refused = status != 409 || declared.when().equals("create");
    return new Fault(
        match,
        refused ? new Fault.Effect.Refuse(error) : new Fault.Effect.FailOperation(error),
        declared.times());
  }

  private static int status(String code) {
    return switch (code) {
      case "AuthorizationFailed", "LinkedAuthorizationFailed" -> 403;
      case "TooManyRequests", "SubscriptionRequestsThrottled", "RetryableError" -> 429;
      case "InternalServerError" -> 500;
      case "ServiceUnavailable" -> 503;
      case "SubnetIsFull", "NetworkInterfaceCountExceeded", "NicReservedForAnotherVm" -> 400;
      default -> 409;
    };
  }
}
