package io.mirrornet.lab.local;

import io.mirrornet.lab.fabric.NetworkInterface;
import io.mirrornet.lab.fabric.Subnet;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import io.mirrornet.net.MacAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the lab adds to a scenario's network for itself.
 *
 * @param operatorMachine the name of the virtual machine that is no host
 * @param operatorSubnet where it lives: the first of the scenario
 * @param operatorAddress the last free address of that subnet
 */
record Addressing(
    String operatorMachine, Scenario.Subnet operatorSubnet, Ipv4Address operatorAddress) {

  /** The addresses of all pods; each node has a /24 of it. They never leave their node. */
  static final Ipv4Prefix PODS = Ipv4Prefix.parse("10.244.0.0/16");

  /** The addresses of Services, as the control plane has them. */
  private static final Ipv4Prefix SERVICES = Ipv4Prefix.parse("10.96.0.0/16");

  /** Where Resource Manager and the API server answer: beside the virtual network, routed to it. */
  static final Subnet MANAGEMENT = new Subnet("management", Ipv4Prefix.parse("172.31.255.0/28"));

  /** Locally administered, so that no NIC of the cloud has it. */
  private static final MacAddress MANAGEMENT_MAC = MacAddress.parse("02:00:00:00:00:01");

  private static final int POD_PREFIX = 24;

  /**
   * Finds room in a scenario.
   *
   * @throws IllegalArgumentException if there is none, or a subnet lies where the lab itself is
   */
  static Addressing of(Scenario scenario) {
    for (Scenario.Subnet subnet : scenario.subnets()) {
      Stream.of(PODS, SERVICES, MANAGEMENT.prefix())
          .filter(subnet.prefix()::overlaps)
          .findFirst()
          .ifPresent(taken -> {
            throw new IllegalArgumentException(
                "subnet %s: %s overlaps with %s, which the lab uses itself; choose another prefix"
                    .formatted(subnet.name(), subnet.prefix(), taken));
          });
    }
    Scenario.Subnet first = scenario.subnets().getFirst();
    return new Addressing(freeName(scenario), first, lastFree(scenario, first));
  }

  /** The NIC of the machine where Resource Manager and the API server are. */
  static NetworkInterface management() {
    return new NetworkInterface(
        "management", MANAGEMENT_MAC, MANAGEMENT.prefix().network().plus(4), List.of(), MANAGEMENT);
  }

  /** The addresses of one node's pods. */
  static Ipv4Prefix pods(int node) {
    int size = 1 << (Integer.SIZE - POD_PREFIX);
    return new Ipv4Prefix(PODS.network().plus(node * size), POD_PREFIX);
  }

  private static String freeName(Scenario scenario) {
    Set<String> taken =
        scenario.virtualMachines().stream()
            .map(Scenario.VirtualMachine::name)
            .collect(Collectors.toSet());
    return Stream.iterate("operator-vm", name -> name + "-x")
        .filter(name -> !taken.contains(name))
        .findFirst()
        .orElseThrow();
  }

  private static Ipv4Address lastFree(Scenario scenario, Scenario.Subnet subnet) {
    Set<Ipv4Address> taken =
        Stream.concat(
                scenario.virtualMachines().stream()
                    .flatMap(vm -> Stream.concat(Stream.of(vm.address()), vm.secondNic().stream())),
                scenario.loadBalancers().stream()
                    .flatMap(balancer -> balancer.frontends().stream())
                    .map(Scenario.Frontend::address))
            .collect(Collectors.toSet());
    // Azure keeps the first four addresses and the last one.
    Ipv4Address lowest = subnet.prefix().network().plus(4);
    return Stream.iterate(
            subnet.prefix().last().plus(-1),
            address -> address.compareTo(lowest) >= 0,
            address -> address.plus(-1))
        .filter(address -> !taken.contains(address))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "subnet %s has no address left for the operator's machine; make it larger"
                    .formatted(subnet.name())));
  }
}
