package io.mirrornet.lab.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.util.List;
import java.util.Optional;

/**
 * A world for the lab: virtual machines behind load balancers, and the mirrors on them.
 *
 * @param name of the file, without its ending
 * @param location an Azure region
 * @param subnets of the one virtual network
 * @param faults failures to inject from the beginning on
 * @param network what is merged over the generated spec of the HealthShareMirrorNetwork
 */
public record Scenario(
    String name,
    String location,
    List<Subnet> subnets,
    List<VirtualMachine> virtualMachines,
    List<LoadBalancer> loadBalancers,
    List<Mirror> mirrors,
    List<InjectedFault> faults,
    ObjectNode network) {

  public Scenario {
    subnets = List.copyOf(subnets);
    virtualMachines = List.copyOf(virtualMachines);
    loadBalancers = List.copyOf(loadBalancers);
    mirrors = List.copyOf(mirrors);
    faults = List.copyOf(faults);
  }

  /**
   * The frontend of this name.
   *
   * @param name {@code loadBalancer/frontend}
   * @throws IllegalArgumentException if there is none
   */
  public Frontend frontend(String name) {
    return loadBalancers.stream()
        .flatMap(balancer ->
            balancer.frontends().stream()
                .filter(frontend -> name.equals(balancer.name() + "/" + frontend.name())))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no frontend " + name));
  }

  /** A subnet of the virtual network. */
  public record Subnet(String name, Ipv4Prefix prefix) {}

  /**
   * A virtual machine that is a Kubernetes node.
   *
   * @param zone of the region; empty for a regional machine
   * @param address of its primary NIC
   * @param addressMethod how ARM says that the address was given
   * @param secondNic the address of a second NIC that is attached from the beginning on
   * @param providerId whether the node carries {@code spec.providerID}
   * @param controlPlane whether the node has the label of a control-plane node
   * @param cordoned whether a person has cordoned the node
   * @param ephemeralDisk whether its OS disk is lost when it is deallocated
   */
  public record VirtualMachine(
      String name,
      String resourceGroup,
      String size,
      Optional<String> zone,
      String subnet,
      Ipv4Address address,
      AddressMethod addressMethod,
      Optional<Ipv4Address> secondNic,
      boolean providerId,
      boolean controlPlane,
      boolean cordoned,
      boolean ephemeralDisk) {}

  /** ARM's {@code privateIPAllocationMethod}. */
  public enum AddressMethod {
    Static,
    Dynamic
  }

  /** An internal load balancer. */
  public record LoadBalancer(String name, String resourceGroup, List<Frontend> frontends) {

    public LoadBalancer {
      frontends = List.copyOf(frontends);
    }
  }

  /**
   * A private frontend with one TCP rule for each port, all to one pool.
   *
   * @param ports of frontend and backend alike
   * @param backends names of virtual machines
   */
  public record Frontend(
      String name,
      Ipv4Address address,
      String subnet,
      List<Integer> ports,
      List<String> backends,
      Pool pool,
      Probe probe,
      boolean floatingIp) {

    public Frontend {
      ports = List.copyOf(ports);
      backends = List.copyOf(backends);
    }
  }

  /** What a pool holds: NICs, or addresses. */
  public enum Pool {
    Nic,
    Ip
  }

  /**
   * A health probe.
   *
   * @param path asked for by an Http or Https probe; empty for Tcp
   */
  public record Probe(Protocol protocol, int port, Optional<String> path) {}

  /** A health probe's protocol. */
  public enum Protocol {
    Tcp,
    Http,
    Https
  }

  /**
   * A mirror.
   *
   * @param frontend {@code loadBalancer/frontend}; each port of it is served by every member
   * @param primary the host of the member that is primary at the beginning
   */
  public record Mirror(String name, String frontend, String primary, List<Member> members) {

    public Mirror {
      members = List.copyOf(members);
    }
  }

  /** A failover member. */
  public record Member(String host, String instance) {}

  /**
   * A failure of Azure.
   *
   * @param when the operation: {@code start}, {@code deallocate}, {@code attach} or {@code create}
   * @param code ARM's, such as {@code AllocationFailed}
   * @param times how often, at least 1
   */
  public record InjectedFault(String when, String virtualMachine, String code, int times) {}
}
