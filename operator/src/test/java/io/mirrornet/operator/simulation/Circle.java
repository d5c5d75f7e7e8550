package io.mirrornet.operator.simulation;

import io.mirrornet.api.Arbiter;
import io.mirrornet.api.network.Member;
import io.mirrornet.api.network.Mirror;
import io.mirrornet.operator.simulation.Blueprint.FrontendPlan;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Who shares something with a host, by what people have declared and what stands in Azure. */
final class Circle {

  private final World world;

  Circle(World world) {
    this.world = world;
  }

  /** Hosts that share a mirror, a frontend or an arbiter with this one. */
  NavigableSet<String> of(String host) {
    NavigableSet<String> all = new TreeSet<>();
    for (Mirror mirror : mirrors()) {
      if (holds(mirror, host)) {
        mirrors().stream()
            .filter(other -> other.equals(mirror) || sharesArbiter(other, mirror))
            .forEach(other -> other.members().forEach(member -> all.add(member.host())));
      }
    }
    for (FrontendPlan frontend : world.administrator().frontends()) {
      if (frontend.backends().contains(host)) {
        all.addAll(frontend.backends());
      }
    }
    all.remove(host);
    return all;
  }

  /** Whether a person has written the instance down. */
  boolean isDeclared(Mirrors.Instance instance) {
    return mirrors().stream()
        .flatMap(mirror -> mirror.members().stream())
        .map(Member::instance)
        .anyMatch(instance.member().instance()::equals);
  }

  private List<Mirror> mirrors() {
    return world.api().networks().stream()
        .flatMap(network -> network.spec().mirrors().stream())
        .toList();
  }

  private static boolean holds(Mirror mirror, String host) {
    return mirror.members().stream().anyMatch(member -> member.host().equals(host));
  }

  private static boolean sharesArbiter(Mirror one, Mirror other) {
    Optional<String> arbiter = Optional.ofNullable(one.arbiter()).map(Arbiter::host);
    return arbiter.isPresent()
        && arbiter.equals(Optional.ofNullable(other.arbiter()).map(Arbiter::host));
  }
}
