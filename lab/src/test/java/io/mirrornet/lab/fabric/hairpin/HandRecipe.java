package io.mirrornet.lab.fabric.hairpin;

import io.mirrornet.lab.fabric.world.Host;
import io.mirrornet.lab.fabric.world.Mirror;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.net.Ipv4Address;
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

  /** The group of interfaces that P must never leave by. */
  static final int GROUP = 98;

  private static final int TABLE_P = 9801;
  private static final int TABLE_S = 9802;
  private static final int TABLE_V = 9803;

  private final NetworkNamespace guest;
  private final Ipv4Address p;
  private final Ipv4Address s;
  private final Ipv4Address gatewayP;
  private final Ipv4Address gatewayS;
  private final List<Ipv4Address> vips;

  /**
   * One step. Both ways leave a guest whose traffic flows.
   *
   * @param name what error messages call it
   * @param apply {@code ip} commands
   * @param remove {@code ip} commands
   */
  record Step(String name, List<String> apply, List<String> remove) {
    @Override
    public String toString() {
      return name;
    }
  }

  private HandRecipe(Host host, List<Ipv4Address> vips) {
    this.guest = host.namespace();
    this.p = host.p();
    this.s = host.s();
    this.gatewayP = host.primary().subnet().gateway();
    this.gatewayS = host.secondary().subnet().gateway();
    this.vips = vips;
  }

  /** For every frontend of the pair. */
  static HandRecipe on(Host host) {
    return new HandRecipe(host, Mirror.ALL.stream().map(Mirror::vip).toList());
  }

  void apply() {
    steps().forEach(this::apply);
  }

  void remove() {
    steps().reversed().forEach(this::remove);
  }

  void apply(Step step) {
    guest.ip(step.apply().toArray(String[]::new));
  }

  void remove(Step step) {
    guest.ip(step.remove().toArray(String[]::new));
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "group of eth1",
            List.of("link set eth1 group " + GROUP),
            List.of("link set eth1 group default")));
    steps.add(route("default via %s dev eth0 onlink table %d".formatted(gatewayP, TABLE_P)));
    steps.add(route("default via %s dev eth1 onlink table %d".formatted(gatewayS, TABLE_S)));
    steps.add(rule("pref 150 from %s lookup %d".formatted(s, TABLE_S)));
    steps.add(rule("pref 32700 from %s lookup main suppress_ifgroup %d".formatted(p, GROUP)));
    steps.add(rule("pref 32701 from %s lookup %d".formatted(p, TABLE_P)));
    steps.add(rule("pref 0 iif lo from %s to %s lookup %d".formatted(p, s, TABLE_P)));
    steps.add(rule("pref 0 iif lo from %s to %s blackhole".formatted(p, s)));
    steps.add(rule("pref 0 iif lo from %s to %s lookup %d".formatted(s, p, TABLE_S)));
    steps.add(rule("pref 0 iif lo from %s to %s blackhole".formatted(s, p)));
    steps.add(moveLocal());
    steps.add(rule("pref 151 iif lo from 0.0.0.0/32 lookup %d".formatted(TABLE_V)));
    for (Ipv4Address vip : vips) {
      steps.add(
          route(
              "%s/32 via %s dev eth1 onlink src %s table %d".formatted(vip, gatewayS, s, TABLE_V)));
    }
    return steps;
  }

  /**
   * Lets {@code local} stand behind the rules that came to preference 0 after it. The kernel
   * appends, and deletes the first match; iproute2 cannot add what is there already, so a copy
   * under the recipe's own protocol holds the place meanwhile. There is never a moment without the
   * rule, and the one that stays is the kernel's. It needs no way back: with nothing in front of
   * it, it is where it was.
   */
  private static Step moveLocal() {
    String ours = "pref 0 lookup local proto " + PROTOCOL;
    String kernels = "pref 0 lookup local proto kernel";
    return new Step(
        "local behind them",
        List.of(
            "rule add " + ours, "rule del " + kernels, "rule add " + kernels, "rule del " + ours),
        List.of());
  }

  private static Step route(String route) {
    String marked = route + " proto " + PROTOCOL;
    return new Step(route, List.of("route replace " + marked), List.of("route del " + marked));
  }

  private static Step rule(String rule) {
    String marked = rule + " proto " + PROTOCOL;
    return new Step(rule, List.of("rule add " + marked), List.of("rule del " + marked));
  }
}
