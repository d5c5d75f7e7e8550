package io.mirrornet.lab.cloud;

import java.time.Duration;

/** What {@code Microsoft.Compute} refuses, in its words. */
final class ComputeErrors {

  private ComputeErrors() {}

  static ArmError machineMustBeDeallocated(ArmId machine) {
    return ArmError.of(
        400,
        "AddingOrDeletingNetworkInterfacesOnARunningVirtualMachineNotSupported",
        ("Virtual machine %s with a single network interface must be stop-deallocated before it can"
                + " be updated to have multiple network interfaces and vice-versa.")
            .formatted(machine));
  }

  static ArmError tooManyInterfaces(ArmId machine, String size, int count, int most) {
    return ArmError.of(
        400,
        "NetworkInterfaceCountExceeded",
        ("The number of network interfaces for virtual machine %s exceeds the maximum allowed for"
                + " the virtual machine size %s. The number of network interfaces is %d and the"
                + " maximum allowed is %d.")
            .formatted(machine.name(), size, count, most));
  }

  static ArmError primaryNotSet(String nic) {
    return ArmError.of(
        400,
        "NetworkInterfaceMustHavePrimaryPropertySet",
        "Network interface %s must have Primary property set.".formatted(nic));
  }

  static ArmError onePrimary(ArmId machine) {
    return ArmError.of(
        400,
        "VirtualMachineMustHaveOneNetworkInterfaceAsPrimary",
        "Virtual machine %s must have one network interface set as the primary."
            .formatted(machine.name()));
  }

  static ArmError differentNetworks(ArmId machine) {
    return ArmError.of(
        400,
        "SubnetsNotInSameVnet",
        ("Network interfaces of virtual machine %s are in different virtual networks. All network"
                + " interfaces of a virtual machine must belong to the same virtual network.")
            .formatted(machine.name()));
  }

  static ArmError invalidParameter(String parameter, String why) {
    return ArmError.of(400, "InvalidParameter", "%s: %s".formatted(parameter, why));
  }

  static ArmError changeNotAllowed(String property) {
    return ArmError.of(
        409,
        "PropertyChangeNotAllowed",
        "Changing property '%s' is not allowed.".formatted(property));
  }

  static ArmError ephemeralDisk(String operation) {
    return ArmError.of(
        409,
        "OperationNotAllowed",
        "Operation '%s' is not supported for VMs or VM Scale Set instances using an ephemeral OS disk."
            .formatted(operation));
  }

  static ArmError notRunning(String operation, ArmId machine) {
    return ArmError.of(
        409,
        "OperationNotAllowed",
        "Operation '%s' is not allowed on VM '%s' since the VM is deallocated. Start the VM first."
            .formatted(operation, machine.name()));
  }

  static ArmError markedForDeletion(String operation, ArmId machine) {
    return ArmError.of(
        409,
        "OperationNotAllowed",
        ("Operation '%s' is not allowed on VM '%s' since the VM is marked for deletion. You can"
                + " only retry the Delete operation (or wait for an ongoing one to complete).")
            .formatted(operation, machine.name()));
  }

  static ArmError conflict() {
    return ArmError.of(
        409,
        "Conflict",
        "The request failed due to conflict with a concurrent request. To resolve it, please refer"
            + " to https://aka.ms/activitylog to get more details on the conflicting requests.");
  }

  static ArmError preempted() {
    return ArmError.of(
        409,
        "OperationPreempted",
        "Operation execution has been preempted by a more recent operation.");
  }

  static ArmError sizeNotAvailable(String size, String location) {
    return ArmError.of(
        400,
        "InvalidParameter",
        "The value %s provided for the VM size is not valid. The valid sizes in location %s are listed by Microsoft.Compute/skus."
            .formatted(size, location));
  }

  static ArmError unsupported(String what) {
    return ArmError.of(
        400,
        "OperationNotAllowed",
        "%s is not part of this local cloud; docs/lab-azure.md lists what is.".formatted(what));
  }

  static ArmError throttled(String group, Duration wait) {
    return ArmError.of(
            429,
            "OperationNotAllowed",
            "The server rejected the request because too many requests have been received for this"
                + " subscription.")
        .detail("TooManyRequests", "{\"operationGroup\":\"%s\"}".formatted(group))
        .retryAfter(wait);
  }

  /** The region has no room for the machine; the codes differ, the sense is one. */
  static ArmError allocationFailed(String code) {
    String message =
        switch (code) {
          case "ZonalAllocationFailed" ->
              "Allocation failed. We do not have sufficient capacity for the requested VM size in"
                  + " this zone. Read more about improving likelihood of allocation success at"
                  + " http://aka.ms/allocation-guidance";
          case "OverconstrainedAllocationRequest" ->
              "Allocation failed. VM(s) with the following constraints cannot be allocated, because"
                  + " the condition is too restrictive. Please remove some constraints and try"
                  + " again.";
          default ->
              "Allocation failed. We do not have sufficient capacity for the requested VM size in"
                  + " this region. Read more about improving likelihood of allocation success at"
                  + " https://aka.ms/allocation-guidance";
        };
    return ArmError.of(409, code, message);
  }
}
