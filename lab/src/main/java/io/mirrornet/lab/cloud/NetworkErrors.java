package io.mirrornet.lab.cloud;

import java.time.Duration;

/** What {@code Microsoft.Network} refuses, in its words. */
final class NetworkErrors {

  private NetworkErrors() {}

  static ArmError throttled(Duration wait) {
    return ArmError.of(429, "TooManyRequests", "The request is being throttled.").retryAfter(wait);
  }

  static ArmError invalidReference(String referenced, ArmId by) {
    return ArmError.of(
        400,
        "InvalidResourceReference",
        ("Resource %s referenced by resource %s was not found. Please make sure that the referenced"
                + " resource exists, and that both resources are in the same region.")
            .formatted(referenced, by));
  }

  static ArmError invalidFormat(String why) {
    return ArmError.of(400, "InvalidRequestFormat", "Cannot parse the request.")
        .detail("InvalidJson", why);
  }

  static ArmError nicInUse(ArmId nic, String machine) {
    return ArmError.of(
        400,
        "NicInUse",
        ("Network Interface %s is used by existing resource %s. In order to delete the network"
                + " interface, it must be dissociated from the resource. To learn more, see"
                + " aka.ms/deletenic.")
            .formatted(nic, machine));
  }

  static ArmError nicReserved(String machine, Duration left) {
    return ArmError.of(
        400,
        "NicReservedForAnotherVm",
        ("Nic(s) in request is reserved for another Virtual Machine for 180 seconds. Please provide"
                + " another nic(s) or retry after %d seconds. Reserved VM: %s")
            .formatted(ArmError.seconds(left), machine));
  }

  static ArmError addressInUse(String configuration, String address, String other) {
    return ArmError.of(
        400,
        "PrivateIPAddressInUse",
        "IP configuration %s is using the same private IP address %s as IP configuration %s."
            .formatted(configuration, address, other));
  }

  static ArmError addressAllocated(String configuration, String address, String owner) {
    return ArmError.of(
        400,
        "PrivateIPAddressIsAllocated",
        ("IP configuration %s is using the private IP address %s which is already allocated to"
                + " resource %s.")
            .formatted(configuration, address, owner));
  }

  static ArmError addressNotInSubnet(String address, String prefix) {
    return ArmError.of(
        400,
        "PrivateIPAddressNotInSubnet",
        "Private static IP address %s does not belong to the range of subnet prefix %s."
            .formatted(address, prefix));
  }

  static ArmError addressReserved(String address, String prefix) {
    return ArmError.of(
        400,
        "PrivateIPAddressInReservedRange",
        "Private static IP address %s falls within reserved IP range of subnet prefix %s."
            .formatted(address, prefix));
  }

  static ArmError subnetFull(String subnet, String prefix) {
    return ArmError.of(
        400,
        "SubnetIsFull",
        "Subnet %s with address prefix %s does not have enough capacity for 1 IP addresses."
            .formatted(subnet, prefix));
  }

  static ArmError configurationDeleted(String name) {
    return ArmError.of(
        400,
        "IpConfigDeleteNotSupported",
        ("IP Configuration %s cannot be deleted. Deletion and renaming of primary IP Configuration"
                + " is not supported")
            .formatted(name));
  }

  static ArmError secondaryCannotChangeSubnet(ArmId nic) {
    return ArmError.of(
        400,
        "SecondaryNetworkInterfaceInUseCannotChangeSubnet",
        "Cannot change subnet of network interface %s while it is in use as a secondary network interface."
            .formatted(nic));
  }

  static ArmError subnetsNotInSameVnet(ArmId resource) {
    return ArmError.of(
        400,
        "SubnetsNotInSameVnet",
        "Subnets referenced by resource %s are not all in the same virtual network."
            .formatted(resource));
  }

  static ArmError notProvisioned(String referenced, ArmId by, String operation) {
    return ArmError.of(429, "RetryableError", "A retryable error occured.")
        .detail(
            "ReferencedResourceNotProvisioned",
            ("Cannot proceed with operation because resource %s used by resource %s is not in"
                    + " Succeeded state. Resource is in Updating state and the last operation that"
                    + " updated/is updating the resource is %s.")
                .formatted(referenced, by, operation))
        .retryAfter(Duration.ofSeconds(10));
  }

  /** The machine of a NIC is being created, started or stopped. */
  static ArmError machineBusy(ArmId nic, String operation, String id) {
    return ArmError.of(429, "RetryableError", "A retryable error occured.")
        .detail(
            "RetryableErrorDueToAnotherOperation",
            "Operation %s (%s) is updating resource %s. The call can be retried in 14 seconds."
                .formatted(operation, id, nic))
        .retryAfter(Duration.ofSeconds(14));
  }

  static ArmError anotherOperation(String operationUrl) {
    return ArmError.of(
        409,
        "AnotherOperationInProgress",
        ("Another operation on this or dependent resource is in progress. To retrieve status of the"
                + " operation use uri: %s.")
            .formatted(operationUrl));
  }

  static ArmError superseded(String operation, String id, String by, String byId) {
    return ArmError.of(
        409,
        "CanceledAndSupersededDueToAnotherOperation",
        "Operation %s (%s) was canceled and superseded by operation %s (%s)."
            .formatted(operation, id, by, byId));
  }

  static ArmError subnetInUse(ArmId subnet, String user) {
    return ArmError.of(
        400,
        "InUseSubnetCannotBeDeleted",
        ("Subnet %s is in use by %s and cannot be deleted. In order to delete the subnet, delete"
                + " all the resources within the subnet. See aka.ms/deletesubnet.")
            .formatted(subnet.name(), user));
  }

  static ArmError invalidPrefix(String prefix) {
    return ArmError.of(
        400,
        "InvalidAddressPrefixFormat",
        "Address prefix %s is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24."
            .formatted(prefix));
  }

  static ArmError subnetOutsideNetwork(String subnet, ArmId network) {
    return ArmError.of(
        400,
        "NetcfgSubnetRangeOutsideVnet",
        ("Subnet '%s' is not valid because its IP address range is outside the IP address range of"
                + " virtual network '%s'.")
            .formatted(subnet, network.name()));
  }

  static ArmError subnetsOverlap(String subnet, String other) {
    return ArmError.of(
        400,
        "NetcfgSubnetRangesOverlap",
        "Subnet '%s' is not valid because its IP address range overlaps with that of an existing subnet '%s'."
            .formatted(subnet, other));
  }

  static ArmError subnetPrefixInUse(ArmId subnet) {
    return ArmError.of(
        400,
        "InUsePrefixCannotBeDeleted",
        "IpPrefix of subnet %s is in use and cannot be changed.".formatted(subnet.name()));
  }

  static ArmError securityGroupInUse(ArmId group, String user) {
    return ArmError.of(
        400,
        "InUseNetworkSecurityGroupCannotBeDeleted",
        "Network security group %s cannot be deleted because it is in use by the following resources: %s."
            .formatted(group, user));
  }

  static ArmError applicationGroupInUse(ArmId group, String user) {
    return ArmError.of(
        400,
        "ApplicationSecurityGroupInUse",
        "Application security group %s cannot be deleted because it is in use by %s."
            .formatted(group, user));
  }

  static ArmError publicAddressAttached(ArmId address, String user) {
    return ArmError.of(
        400,
        "PublicIPAddressCannotBeDeleted",
        "Public IP address %s can not be deleted since it is still allocated to resource %s. In order to delete the public IP, disassociate/detach the Public IP address from the resource."
            .formatted(address, user));
  }

  static ArmError publicAddressInUse(String address, String user) {
    return ArmError.of(
        400,
        "PublicIPAddressInUse",
        "Resource %s is referencing public IP address %s that is already allocated to another resource."
            .formatted(user, address));
  }

  static ArmError oneInternalLoadBalancer(ArmId nic) {
    return ArmError.of(
        400,
        "AnotherInternalLoadBalancerExists",
        ("You can have only one Load Balancer of type internal reference the same set of"
                + " VMs/network interfaces in the backend: network interface %s.")
            .formatted(nic));
  }
}
