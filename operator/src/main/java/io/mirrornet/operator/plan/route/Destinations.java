package io.mirrornet.operator.plan.route;

import io.mirrornet.api.hostroute.Destination;
import io.mirrornet.api.network.AdditionalAddress;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.Mirror;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.azure.FrontendName;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.plan.discovery.Frontend;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The virtual addresses that a host is to reach through its second NIC. */
public final class Destinations {

  /** What stands for a frontend where a person declared the address. */
  static final String DECLARED = "additionalAddresses";

  private Destinations() {}

  /**
   * What is wanted by what is known now.
   *
   * @param forbidden declared addresses that no route may lead to
   * @param frontends all frontends of the network
   */
  public static List<Destination> wanted(
      HealthShareMirrorNetworkSpec spec,
      Set<Ipv4Address> forbidden,
      ResourceId virtualMachine,
      Collection<Frontend> frontends) {
    Map<Ipv4Address, Destination> byAddress = new TreeMap<>();
    for (AdditionalAddress declared : spec.loadBalancers().additionalAddresses()) {
      if (!forbidden.contains(declared.address())) {
        byAddress.put(
            declared.address(), new Destination(declared.address(), declared.ports(), DECLARED));
      }
    }
    for (Frontend frontend : frontends) {
      if (frontend.isRouted() && frontend.hosts().contains(virtualMachine)) {
        byAddress.put(
            frontend.address(),
            new Destination(
                frontend.address(), verifiablePorts(spec, frontend), frontend.name().toString()));
      }
    }
    return List.copyOf(byAddress.values());
  }

  /**
   * What is wanted, and what was there before and is not known to be gone.
   *
   * @param before the destinations of the host route as it is
   * @param confirmed what the look before this one wanted; a destination that is in neither is
   *     gone. Without such a look nothing is
   * @param complete whether the newest look read everything
   */
  public static List<Destination> keeping(
      List<Destination> wanted,
      List<Destination> before,
      Optional<List<Destination>> confirmed,
      boolean complete) {
    Map<Ipv4Address, Destination> result = new LinkedHashMap<>();
    wanted.forEach(destination -> result.put(destination.address(), destination));
    Set<Ipv4Address> stillWitnessed =
        confirmed.orElse(before).stream().map(Destination::address).collect(Collectors.toSet());
    for (Destination old : before) {
      boolean declared = old.frontend().equals(DECLARED);
      if (!declared && (!complete || stillWitnessed.contains(old.address()))) {
        result.putIfAbsent(old.address(), old);
      }
    }
    return result.values().stream().sorted(Comparator.comparing(Destination::address)).toList();
  }

  /**
   * The ports that may be connected to: those at which a declared mirror stands behind the
   * frontend. A port that only a rule names may belong to a listener that would log each
   * connection.
   */
  private static List<Integer> verifiablePorts(
      HealthShareMirrorNetworkSpec spec, Frontend frontend) {
    Set<Integer> superservers =
        spec.mirrors().stream()
            .filter(mirror -> standsBehind(mirror, frontend))
            .flatMap(mirror -> mirror.members().stream())
            .map(member -> member.superserverPort())
            .collect(Collectors.toSet());
    return frontend.backendPorts().entrySet().stream()
        .filter(rule -> superservers.contains(rule.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static boolean standsBehind(Mirror mirror, Frontend frontend) {
    return mirror.frontends().stream()
        .flatMap(name -> FrontendName.tryParse(name).stream())
        .anyMatch(frontend.name()::equals);
  }
}
