package io.mirrornet.lab.fabric.hairpin;

import static org.awaitility.Awaitility.await;

import io.mirrornet.lab.fabric.world.Host;
import io.mirrornet.lab.fabric.world.Mirror;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.net.Ipv4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The recipe of docs/hairpin.md as {@code ip} commands, one step after the other: {@link #steps}
 * from first to last applies it, from last to first removes it, and traffic flows at every moment
 * in between.
 */
final class HandRecipe {

  /** The number that marks every entry as the recipe's; free in iproute2's rt_protos. */
  static final int PROTOCOL = 98;

  /** The step of a removal that waits for the last connection from S. */
  static final String NOTHING_USES_S = "nothing uses S";

  /** The group of interfaces that P must never leave by. */
  private static final int GROUP = 98;

  private static final int TABLE_P = 9801;
  private static final int TABLE_S = 9802;
  private static final int TABLE_V = 9803;

  private final NetworkNamespace guest;
  private final Ipv4Address p;
  private final Ipv4Address s;
  private final Ipv4Address gatewayP;
  private final Ipv4Address gatewayS;

  /**
   * One step. Both ways leave a guest whose traffic flows.
   *
   * @param name what a failed test calls it
   * @param apply does it
   * @param remove undoes it
   */
  record Step(String name, Runnable apply, Runnable remove) {}

  private HandRecipe(Host host) {
    this.guest = host.namespace();
    this.p = host.p();
    this.s = host.s();
    this.gatewayP = host.primary().subnet().gateway();
    this.gatewayS = host.secondary().subnet().gateway();
  }

  /** For every frontend of the pair. */
  static HandRecipe on(Host host) {
    return new HandRecipe(host);
  }

  void apply() {
    steps().forEach(step -> step.apply().run());
  }

  void remove() {
    steps().reversed().forEach(step -> step.remove().run());
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    steps.add(groupOfEth1());
    steps.add(routeOfP());
    steps.add(route("default via %s dev eth1 onlink table %d".formatted(gatewayS, TABLE_S)));
    steps.add(rule("pref 150 from %s lookup %d".formatted(s, TABLE_S)));
    steps.addAll(pins(p));
    steps.add(answersStayOnTheWire());
    steps.add(rule("pref 0 iif lo from %s to %s blackhole".formatted(p, s)));
    steps.add(rule("pref 0 iif lo from %s to %s lookup %d".formatted(s, p, TABLE_S)));
    steps.add(rule("pref 0 iif lo from %s to %s blackhole".formatted(s, p)));
    steps.add(moveLocal());
    steps.add(untilNothingUsesS());
    steps.add(rule("pref 151 iif lo from 0.0.0.0/32 lookup %d".formatted(TABLE_V)));
    for (Mirror mirror : Mirror.ALL) {
      steps.add(
          route(
              "%s/32 via %s dev eth1 onlink src %s table %d"
                  .formatted(mirror.vip(), gatewayS, s, TABLE_V)));
    }
    return steps;
  }

  /** What is sent from an address of the primary NIC never leaves by eth1. */
  List<Step> pins(Ipv4Address address) {
    return List.of(
        rule("pref 32700 from %s lookup main suppress_ifgroup %d".formatted(address, GROUP)),
        rule("pref 32701 from %s lookup %d".formatted(address, TABLE_P)));
  }

  /** The route by which P answers; it goes with its interface. */
  Step routeOfP() {
    return route("default via %s dev eth0 onlink table %d".formatted(gatewayP, TABLE_P));
  }

  /** The rule by which P's answers to S go out to the load balancer. */
  Step answersStayOnTheWire() {
    return rule("pref 0 iif lo from %s to %s lookup %d".formatted(p, s, TABLE_P));
  }

  private Step groupOfEth1() {
    return new Step(
        "group of eth1",
        () -> guest.ip("link set eth1 group " + GROUP),
        () -> guest.ip("link set eth1 group default"));
  }

  /**
   * Lets {@code local} stand behind the rules that came to preference 0 after it. The kernel
   * appends, and deletes the first match; iproute2 cannot add what is there already, so a copy
   * under the recipe's own protocol holds the place meanwhile. There is never a moment without the
   * rule, and the one that stays is the kernel's. It needs no way back: with nothing in front of
   * it, it is where it was.
   */
  private Step moveLocal() {
    String ours = "pref 0 lookup local proto " + PROTOCOL;
    String kernels = "pref 0 lookup local proto kernel";
    return new Step(
        "local behind them",
        () ->
            guest.ip(
                "rule add " + ours,
                "rule del " + kernels,
                "rule add " + kernels,
                "rule del " + ours),
        () -> {});
  }

  /** Connections that began with S need its rules to their end. */
  private Step untilNothingUsesS() {
    return new Step(
        NOTHING_USES_S,
        () -> {},
        () ->
            await("no connection from " + s)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() ->
                    guest
                        .exec("ss", "-Htn", "exclude", "time-wait", "src", s.toString())
                        .isEmpty()));
  }

  private Step route(String route) {
    String marked = route + " proto " + PROTOCOL;
    return new Step(
        route, () -> guest.ip("route replace " + marked), () -> guest.ip("route del " + marked));
  }

  private Step rule(String rule) {
    String marked = rule + " proto " + PROTOCOL;
    return new Step(
        rule, () -> guest.ip("rule add " + marked), () -> guest.ip("rule del " + marked));
  }
}
