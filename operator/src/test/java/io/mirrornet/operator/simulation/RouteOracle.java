package io.mirrornet.operator.simulation;

import io.mirrornet.api.hostroute.Destination;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.lab.cloud.Machine;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.ProtectedRange;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.simulation.Blueprint.FrontendPlan;
import io.mirrornet.operator.simulation.Blueprint.MirrorPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches what agents are told: laws 7 and 9, and the part of law 10 that the operator can break.
 */
final class RouteOracle {

  /** Two looks of half a minute each, with what they may be behind. */
  private static final Duration MEMORY = Duration.ofMinutes(4);

  private final World world;
  private final Map<String, Instant> lastAbsent = new HashMap<>();
  private final Map<String, Instant> lastUnwanted = new HashMap<>();
  private final Map<String, Instant> lastDetached = new HashMap<>();
  private final Set<Ipv4Address> everDeclared = new HashSet<>();
  private final Map<Ipv4Address, Instant> lastUndeclared = new HashMap<>();

  RouteOracle(World world) {
    this.world = world;
  }

  /** Notes what is not there, so that its removal is excused for a while. */
  void step() {
    Instant now = world.now();
    for (FrontendPlan frontend : world.plan().frontends()) {
      if (!world.administrator().frontends().contains(frontend)) {
        lastAbsent.put(frontend.address(), now);
      }
    }
    for (var host : world.plan().hosts()) {
      if (!isWanted(host.name())) {
        lastUnwanted.put(host.name(), now);
      }
      if (second(host.name()).isEmpty()) {
        lastDetached.put(host.name(), now);
      }
    }
    Set<Ipv4Address> declared = new HashSet<>();
    world
        .api()
        .networks()
        .forEach(network ->
            network
                .spec()
                .loadBalancers()
                .additionalAddresses()
                .forEach(additional -> declared.add(additional.address())));
    everDeclared.addAll(declared);
    everDeclared.stream()
        .filter(address -> !declared.contains(address))
        .forEach(address -> lastUndeclared.put(address, now));
  }

  /** Whether a living network selects the node. */
  boolean isWanted(String host) {
    return world.api().networks().stream()
        .filter(network -> !network.metadata().deleting())
        .anyMatch(network -> selects(network, host));
  }

  private boolean selects(
      ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> network,
      String host) {
    Optional<Node> node = world.api().node(host);
    var selector = network.spec().hosts().nodeSelector();
    return network.spec().hosts().nodeNames().contains(host)
        || (selector != null && node.filter(it -> selector.matches(it.labels())).isPresent());
  }

  /** Whether nothing in Azure leads to the mirror, or nothing did a moment ago. */
  boolean mayBeUnseen(MirrorPlan mirror) {
    return world.plan().frontends().stream()
        .filter(it -> mirror.frontend().equals(it.loadBalancer() + "/" + it.name()))
        .allMatch(it -> isRecent(lastAbsent.get(it.address())));
  }

  /** Whether nobody wants the host, or nobody did a moment ago. */
  boolean mayLetGo(String host) {
    return isRecent(lastUnwanted.get(host)) || !isWanted(host);
  }

  private boolean isRecent(@Nullable Instant at) {
    return at != null && at.isAfter(world.now().minus(MEMORY));
  }

  private Optional<Machine.Interface> second(String host) {
    return world.machine(host).interfaces().stream()
        .filter(nic -> nic.id().name().equals(host + "-mirrornet"))
        .findFirst();
  }

  void written(
      @Nullable ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> before,
      ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> after) {
    MirrorHostRouteSpec spec = after.spec();
    spec.destinations().forEach(destination -> mayBeRouted(spec.nodeName(), destination));
    interfaceIsSecond(spec);
    if (before != null && !isRemoved(after.metadata().labels(), after.key(), spec)) {
      mayShrink(before.spec(), spec);
    }
  }

  private boolean isRemoved(Map<String, String> labels, ObjectKey key, MirrorHostRouteSpec spec) {
    boolean deleting =
        world
            .api()
            .network(new ObjectKey(key.namespace(), labels.getOrDefault(Labels.NETWORK, "")))
            .filter(network -> !network.metadata().deleting())
            .filter(network -> selects(network, spec.nodeName()))
            .isEmpty();
    return deleting || mayLetGo(spec.nodeName());
  }

  private void mayShrink(MirrorHostRouteSpec before, MirrorHostRouteSpec after) {
    for (Destination old : before.destinations()) {
      boolean kept =
          after.destinations().stream().anyMatch(now -> now.address().equals(old.address()));
      if (!kept && !isGone(old)) {
        throw new LawBroken(
            7, "%s loses %s, which is still there".formatted(after.nodeName(), old));
      }
    }
    if (before.secondary() != null
        && after.secondary() == null
        && second(after.nodeName()).isPresent()
        && !isRecent(lastDetached.get(after.nodeName()))) {
      throw new LawBroken(
          7, "the agent of %s is told of no interface, and it has one".formatted(after.nodeName()));
    }
  }

  private boolean isGone(Destination destination) {
    return destination.frontend().equals("additionalAddresses")
        ? isRecent(lastUndeclared.get(destination.address()))
        : isRecent(lastAbsent.get(destination.address().toString()));
  }

  private void mayBeRouted(String host, Destination destination) {
    Ipv4Address address = destination.address();
    boolean known =
        everDeclared.contains(address)
            || world.plan().frontends().stream()
                .filter(frontend -> frontend.address().equals(address.toString()))
                .anyMatch(frontend -> frontend.backends().contains(host));
    if (!known || ProtectedRange.holding(address).isPresent()) {
      throw new LawBroken(9, "%s is to route to %s".formatted(host, destination));
    }
  }

  private void interfaceIsSecond(MirrorHostRouteSpec spec) {
    var told = spec.secondary();
    if (told == null) {
      return;
    }
    Machine machine = world.machine(spec.nodeName());
    Machine.Interface primary = machine.primary().orElseThrow();
    boolean second =
        second(spec.nodeName())
            .filter(nic -> nic.addresses().contains(told.address().toString()))
            .filter(nic -> nic.mac().filter(told.mac().toArm()::equalsIgnoreCase).isPresent())
            .isPresent();
    boolean answersByPrimary =
        spec.backends().stream()
            .anyMatch(backend -> primary.addresses().contains(backend.address().toString()));
    if (!second || !answersByPrimary) {
      throw new LawBroken(
          10,
          "%s is told that %s is its second interface and %s its first ones"
              .formatted(spec.nodeName(), told, spec.backends()));
    }
  }

  void deleted(ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> before) {
    MirrorHostRouteSpec spec = before.spec();
    boolean nodeIsGone =
        world
            .api()
            .node(spec.nodeName())
            .filter(node -> node.uid().equals(spec.nodeUid()))
            .isEmpty();
    if (!nodeIsGone && !isRemoved(before.metadata().labels(), before.key(), spec)) {
      throw new LawBroken(
          7,
          "the host route of %s is deleted, and its network wants it".formatted(spec.nodeName()));
    }
  }
}
