package io.mirrornet.lab.cloud;

import java.util.List;
import java.util.Optional;

/**
 * What a client wants of Azure, in the words of the contract. Each call waits for the end of the
 * operation that it begins, and nothing is tried again by itself.
 */
public interface AzureClient {

  /** How a request, or the operation that it began, ended. */
  sealed interface Outcome {

    /** It is done. */
    record Done() implements Outcome {}

    /**
     * It was not done.
     *
     * @param status of the answer that said so; 200 where that was a poll of the operation
     * @param code the reason
     */
    record Refused(int status, String code) implements Outcome {}
  }

  /** A machine's reference to a NIC. */
  record Reference(String nicId, boolean primary) {}

  /** A machine as its resource shows it. */
  record VirtualMachine(
      String id, String vmId, String size, String etag, List<Reference> interfaces) {}

  /** A NIC as its resource shows it; what is not there is empty. */
  record Nic(
      String id,
      String address,
      Optional<String> mac,
      Optional<String> machine,
      Optional<Boolean> primary,
      List<String> pools) {}

  /** What the contract wants to know of a load balancer. */
  record Balancer(
      List<String> frontendAddresses,
      List<Integer> rulePorts,
      List<String> nicMembers,
      List<String> addressMembers) {}

  VirtualMachine machine(String name);

  /** The names of all machines of the group, over all pages. */
  List<String> machineNames();

  /** The part of the instance view after {@code PowerState/}. */
  String power(String machine);

  Outcome deallocate(String machine);

  Outcome start(String machine);

  /** PATCH of the network profile and of nothing else. */
  Outcome setInterfaces(String machine, List<Reference> interfaces, Optional<String> ifMatch);

  /** PUT of a NIC with one configuration named {@code ipconfig1}. */
  Outcome putNic(String name, String subnetId, Optional<String> address);

  Nic nic(String name);

  Outcome deleteNic(String name);

  /** Whether a GET of the NIC is answered, or why not. */
  Outcome lookUpNic(String name);

  Balancer balancer(String name);

  /** {@code MaxNetworkInterfaces} of a size in the cloud's location. */
  Optional<Integer> mostInterfaces(String size);

  /** The public address's {@code ipAddress}. */
  Optional<String> publicAddress(String name);
}
