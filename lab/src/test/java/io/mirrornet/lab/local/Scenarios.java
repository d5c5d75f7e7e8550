package io.mirrornet.lab.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.lab.scenario.Scenario.AddressMethod;
import io.mirrornet.lab.scenario.Scenario.Frontend;
import io.mirrornet.lab.scenario.Scenario.LoadBalancer;
import io.mirrornet.lab.scenario.Scenario.Member;
import io.mirrornet.lab.scenario.Scenario.Mirror;
import io.mirrornet.lab.scenario.Scenario.Pool;
import io.mirrornet.lab.scenario.Scenario.Probe;
import io.mirrornet.lab.scenario.Scenario.Protocol;
import io.mirrornet.lab.scenario.Scenario.Subnet;
import io.mirrornet.lab.scenario.Scenario.VirtualMachine;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.util.List;
import java.util.Optional;

/** Worlds for tests. */
final class Scenarios {

  static final Ipv4Address REGISTRY = Ipv4Address.parse("10.2.1.100");
  static final Ipv4Address INDEX = Ipv4Address.parse("10.2.1.101");

  private Scenarios() {}

  /** Two hosts, two mirrors, both primaries on hs-vm-a; one pool of NICs and one of addresses. */
  static Scenario pair() {
    return of(
        List.of(
            new Subnet("hs", Ipv4Prefix.parse("10.2.1.0/24")),
            new Subnet("app", Ipv4Prefix.parse("10.2.2.0/24"))),
        List.of(
            machine("hs-vm-a", "1", Ipv4Address.parse("10.2.1.4")),
            machine("hs-vm-b", "2", Ipv4Address.parse("10.2.1.5"))),
        List.of(
            new LoadBalancer(
                "ilb-hs",
                "rg-hs",
                List.of(
                    frontend("registry", REGISTRY, 1972, Pool.Nic, Protocol.Http, 52773),
                    frontend("index", INDEX, 1973, Pool.Ip, Protocol.Https, 52774)))),
        List.of(mirror("REGISTRY", "registry", "REG"), mirror("INDEX", "index", "IDX")));
  }

  /** A world without faults and without a network of its own. */
  static Scenario of(
      List<Subnet> subnets,
      List<VirtualMachine> machines,
      List<LoadBalancer> loadBalancers,
      List<Mirror> mirrors) {
    return new Scenario(
        "test",
        "westeurope",
        subnets,
        machines,
        loadBalancers,
        mirrors,
        List.of(),
        JsonNodeFactory.instance.objectNode());
  }

  static VirtualMachine machine(String name, String zone, Ipv4Address address) {
    return new VirtualMachine(
        name,
        "rg-hs",
        "Standard_E8s_v5",
        Optional.of(zone),
        "hs",
        address,
        AddressMethod.Dynamic,
        Optional.empty(),
        true,
        false,
        false,
        false);
  }

  private static Frontend frontend(
      String name, Ipv4Address address, int port, Pool pool, Protocol protocol, int probePort) {
    return new Frontend(
        name,
        address,
        "hs",
        List.of(port),
        List.of("hs-vm-a", "hs-vm-b"),
        pool,
        new Probe(protocol, probePort, Optional.of("/csp/bin/mirror_status.cxw")),
        false);
  }

  private static Mirror mirror(String name, String frontend, String instances) {
    return new Mirror(
        name,
        "ilb-hs/" + frontend,
        "hs-vm-a",
        List.of(new Member("hs-vm-a", instances + "A"), new Member("hs-vm-b", instances + "B")));
  }
}
