package io.mirrornet.operator.simulation;

import io.mirrornet.lab.cloud.LoadBalancerBuilder.Pool;
import io.mirrornet.lab.mirror.MemberType;
import io.mirrornet.operator.simulation.Blueprint.Flaw;
import io.mirrornet.operator.simulation.Blueprint.FrontendPlan;
import io.mirrornet.operator.simulation.Blueprint.HostPlan;
import io.mirrornet.operator.simulation.Blueprint.MemberPlan;
import io.mirrornet.operator.simulation.Blueprint.MirrorPlan;
import io.mirrornet.operator.simulation.Blueprint.NetworkPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Draws sites: small ones more often than large ones. */
final class Blueprints {

  private static final List<Integer> SIZES =
      List.of(2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 6);
  private static final List<String> ARBITERS = List.of("10.0.9.4", "10.0.9.5");

  private final Chance chance;
  private final List<HostPlan> hosts = new ArrayList<>();
  private final List<NetworkPlan> networks = new ArrayList<>();
  private final List<MirrorPlan> mirrors = new ArrayList<>();
  private final List<FrontendPlan> frontends = new ArrayList<>();

  private Blueprints(Chance chance) {
    this.chance = chance;
  }

  static Blueprint draw(Chance chance) {
    return new Blueprints(chance).draw();
  }

  private Blueprint draw() {
    int size = chance.pick(SIZES);
    for (int i = 0; i < size; i++) {
      hosts.add(host(i));
    }
    int count = Math.max(1, Math.min(chance.between(1, 3), size / 2));
    for (int i = 0; i < count; i++) {
      network(i, hosts.subList(i * size / count, (i + 1) * size / count));
    }
    if (chance.oneIn(4)) {
      frontend("shared", names(hosts), false, chance.pick(List.of(Pool.NIC, Pool.IP)));
    }
    return new Blueprint(hosts, networks, mirrors, frontends, chance.oneIn(15));
  }

  private HostPlan host(int index) {
    String name = "vm-" + (char) ('a' + index);
    Flaw flaw = chance.oneIn(12) ? chance.pick(Arrays.asList(Flaw.values())) : Flaw.NONE;
    boolean app = chance.oneIn(4);
    String net = flaw == Flaw.FULL_SUBNET ? "10.2.9." : app ? "10.2.2." : "10.2.1.";
    return new HostPlan(
        name,
        chance.oneIn(4) ? "rg-hs2" : "rg-hs",
        flaw == Flaw.FULL_SUBNET ? "full" + index : app ? "app" : "hs",
        flaw == Flaw.FULL_SUBNET ? net + (index * 8 + 4) : net + (index + 4),
        flaw != Flaw.NOT_A_VIRTUAL_MACHINE && !chance.oneIn(6),
        chance.oneIn(8) && flaw != Flaw.FULL_SUBNET
            ? Optional.of(net + (index + 40))
            : Optional.empty(),
        chance.oneIn(3) ? "Delete" : "Detach",
        chance.oneIn(10),
        flaw);
  }

  private void network(int index, List<HostPlan> own) {
    List<String> names = new ArrayList<>(names(own));
    for (int i = chance.between(own.size() > 1 ? 1 : 0, 2); i > 0; i--) {
      mirror(index, own);
    }
    if (index > 0 && chance.oneIn(6)) {
      names.add(hosts.getFirst().name());
    }
    networks.add(
        new NetworkPlan(
            "net" + index,
            names,
            chance.oneIn(3),
            chance.oneIn(2),
            chance.oneIn(5) ? List.of("10.9.9." + (index + 10)) : List.of()));
  }

  private void mirror(int network, List<HostPlan> own) {
    int number = mirrors.size();
    String name = "M" + number;
    HostPlan first = chance.pick(own);
    List<MemberPlan> members = new ArrayList<>();
    members.add(member(first.name(), name + "A", MemberType.FAILOVER, number));
    List<HostPlan> others = hosts(chance.oneIn(12) ? hosts : own, first);
    if (!others.isEmpty() && !chance.oneIn(15)) {
      HostPlan second = chance.pick(others);
      members.add(member(second.name(), name + "B", MemberType.FAILOVER, number));
      List<HostPlan> third = hosts(others, second);
      if (!third.isEmpty() && chance.oneIn(3)) {
        members.add(
            member(chance.pick(third).name(), name + "D", MemberType.DISASTER_RECOVERY, number));
      }
    }
    List<String> backends =
        members.stream()
            .filter(member -> member.type() == MemberType.FAILOVER)
            .map(MemberPlan::host)
            .distinct()
            .toList();
    FrontendPlan frontend =
        frontend("m" + number, backends, true, chance.oneIn(3) ? Pool.IP : Pool.NIC);
    mirrors.add(
        new MirrorPlan(
            name,
            network,
            frontend.loadBalancer() + "/" + frontend.name(),
            chance.oneIn(8) ? Optional.empty() : Optional.of(chance.pick(ARBITERS)),
            !chance.oneIn(12),
            members));
  }

  private MemberPlan member(String host, String instance, MemberType type, int number) {
    return new MemberPlan(
        host,
        instance,
        type,
        1972 + number,
        !chance.oneIn(10),
        !chance.oneIn(10),
        chance.oneIn(3),
        chance.oneIn(8));
  }

  private FrontendPlan frontend(String name, List<String> backends, boolean mirror, Pool pool) {
    int number = frontends.size();
    FrontendPlan plan =
        new FrontendPlan(
            pool == Pool.NIC ? "ilb-hs" : "ilb-ip",
            name,
            "10.2.1." + (100 + number),
            mirror ? 1972 + mirrors.size() : 8080,
            backends,
            pool,
            mirror);
    frontends.add(plan);
    return plan;
  }

  private static List<HostPlan> hosts(List<HostPlan> all, HostPlan without) {
    return all.stream().filter(host -> !host.equals(without)).toList();
  }

  private static List<String> names(List<HostPlan> all) {
    return all.stream().map(HostPlan::name).toList();
  }
}
