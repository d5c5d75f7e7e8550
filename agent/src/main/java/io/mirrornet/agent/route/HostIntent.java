package io.mirrornet.agent.route;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.MacAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of this host, all that asked taken together.
 *
 * @param second the second interface; empty as long as there is none, and then nothing is written
 * @param backends the addresses that load balancers send to
 * @param destinations the virtual addresses to route by the second interface
 * @param protectedAddresses addresses beside the {@link io.mirrornet.net.ProtectedRange}s that no
 *     route of ours may lead to: the API server's, whatever a caller knows
 */
public record HostIntent(
    Optional<SecondInterface> second,
    List<Backend> backends,
    Set<Ipv4Address> destinations,
    Set<Ipv4Address> protectedAddresses) {

  /** Nothing: what there is of ours is to go. */
  public static final HostIntent NOTHING =
      new HostIntent(Optional.empty(), List.of(), Set.of(), Set.of());

  public HostIntent {
    backends = List.copyOf(backends);
    destinations = Set.copyOf(destinations);
    protectedAddresses = Set.copyOf(protectedAddresses);
  }

  /** As this one, with other destinations. */
  public HostIntent withDestinations(Set<Ipv4Address> newDestinations) {
    return new HostIntent(second, backends, newDestinations, protectedAddresses);
  }

  /**
   * The interface that virtual addresses are called by.
   *
   * @param gateway the router of its subnet
   */
  public record SecondInterface(MacAddress mac, Ipv4Address address, Ipv4Address gateway) {}

  /**
   * An address that load balancers send to.
   *
   * @param mac of the interface that has it
   * @param gateway the router of its subnet
   */
  public record Backend(MacAddress mac, Ipv4Address address, Ipv4Address gateway) {}
}
