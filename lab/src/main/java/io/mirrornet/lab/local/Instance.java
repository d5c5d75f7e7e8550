package io.mirrornet.lab.local;

import io.mirrornet.lab.mirror.Member;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.net.Ipv4Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An IRIS instance as it is configured: what it serves, and where the others look for it.
 *
 * @param mirror the name of its mirror
 * @param member what it is there
 * @param address its mirror private address: the one that its host's primary NIC has when the
 *     mirror is set up
 * @param ports of its superserver
 * @param web its web server
 */
record Instance(String mirror, Member member, Ipv4Address address, List<Integer> ports, Web web) {

  /** The port of a web server that no probe names: that of an IRIS instance by default. */
  private static final int DEFAULT_WEB_PORT = 52773;

  private static final String STATUS_PATH = "/csp/bin/mirror_status.cxw";

  /**
   * A web server.
   *
   * @param port where it answers
   * @param statusPath of its mirror status page
   * @param tls whether it speaks https
   */
  record Web(int port, String statusPath, boolean tls) {}

  Instance {
    ports = List.copyOf(ports);
  }

  /**
   * All instances of a scenario by mirror, the primary's first.
   *
   * @throws IllegalArgumentException if two instances on one host would listen on one port
   */
  static List<List<Instance>> of(Scenario scenario) {
    List<List<Instance>> mirrors = new ArrayList<>();
    for (Scenario.Mirror mirror : scenario.mirrors()) {
      Scenario.Frontend frontend = frontend(scenario, mirror);
      Web web = web(frontend.probe(), DEFAULT_WEB_PORT + mirrors.size());
      mirrors.add(
          mirror.members().stream()
              .sorted(Comparator.comparing(member -> !member.host().equals(mirror.primary())))
              .map(member ->
                  new Instance(
                      mirror.name(),
                      Member.failover(member.host(), member.instance()),
                      address(scenario, member.host()),
                      frontend.ports(),
                      web))
              .toList());
    }
    mustNotShareAPort(mirrors);
    return mirrors;
  }

  /** What is known of an instance to people: its host and its name. */
  boolean is(String host, String name) {
    return member.host().equals(host) && member.instance().equals(name);
  }

  private static Web web(Scenario.Probe probe, int unprobedPort) {
    return switch (probe.protocol()) {
      case Http -> new Web(probe.port(), probe.path().orElse(STATUS_PATH), false);
      case Https -> new Web(probe.port(), probe.path().orElse(STATUS_PATH), true);
      case Tcp -> new Web(unprobedPort, STATUS_PATH, false);
    };
  }

  private static void mustNotShareAPort(List<List<Instance>> mirrors) {
    Map<String, Instance> takers = new HashMap<>();
    for (Instance instance : mirrors.stream().flatMap(List::stream).toList()) {
      IntStream.concat(
              instance.ports().stream().mapToInt(Integer::intValue),
              IntStream.of(instance.web().port()))
          .forEach(port -> {
            Instance other = takers.putIfAbsent(instance.member().host() + ":" + port, instance);
            if (other != null) {
              throw new IllegalArgumentException(
                  "%s: %s and %s would both listen on port %d; give the frontends of the mirrors %s and %s other ports"
                      .formatted(
                          instance.member().host(),
                          other.member().instance(),
                          instance.member().instance(),
                          port,
                          other.mirror(),
                          instance.mirror()));
            }
          });
    }
  }

  private static Scenario.Frontend frontend(Scenario scenario, Scenario.Mirror mirror) {
    return scenario.loadBalancers().stream()
        .flatMap(balancer ->
            balancer.frontends().stream()
                .filter(
                    frontend -> mirror.frontend().equals(balancer.name() + "/" + frontend.name())))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "mirror %s: there is no frontend %s".formatted(mirror.name(), mirror.frontend())));
  }

  private static Ipv4Address address(Scenario scenario, String host) {
    return scenario.virtualMachines().stream()
        .filter(machine -> machine.name().equals(host))
        .map(Scenario.VirtualMachine::address)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no virtual machine %s".formatted(host)));
  }
}
