package io.mirrornet.operator.simulation;

import io.mirrornet.lab.cloud.MachineEvent;
import io.mirrornet.lab.cloud.PowerState;
import io.mirrornet.operator.model.cluster.Node;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What runs inside VMs: the kubelet, and instances that come up with the machine. */
final class Guests {

  private final World world;
  private final Chance chance;
  private final Map<String, Instant> bootedAt = new TreeMap<>();
  private final Map<String, Instant> silentAt = new TreeMap<>();

  Guests(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  void hear(MachineEvent event) {
    String host = event.machine().id().name();
    switch (event) {
      case MachineEvent.Started _ -> {
        world.trace().note("guest", host + " boots");
        bootedAt.put(host, world.now().plus(chance.seconds(5, 20)));
        silentAt.remove(host);
      }
      case MachineEvent.Stopping _, MachineEvent.Stopped _, MachineEvent.Deleted _ -> {
        world.trace().note("guest", host + " goes down");
        bootedAt.remove(host);
        world.mirrors().power(host, false);
        // The node lifecycle controller waits for missed heartbeats.
        silentAt.putIfAbsent(host, world.now().plus(chance.seconds(2, 40)));
      }
      case MachineEvent.InterfacesChanged _ -> {}
    }
  }

  void step() {
    due(silentAt).ifPresent(host -> ready(host, false));
    due(bootedAt).ifPresent(this::up);
  }

  /** Whether the guest runs, and with it everything on it that is not an instance. */
  boolean isUp(String host) {
    return world.power(host) == PowerState.RUNNING && !bootedAt.containsKey(host);
  }

  private void up(String host) {
    world.mirrors().power(host, true);
    if (!world.administrator().isGoneForGood(host)) {
      register(host);
    }
    world.trace().note("guest", host + " is up again");
    world.mirrors().on(host).stream()
        .filter(instance -> instance.member().bootStarts())
        .forEach(world.mirrors()::start);
  }

  /** The kubelet says that the node is Ready, as the boot that it is in. */
  void register(String host) {
    String bootId = world.bootId(host);
    Node node =
        world
            .api()
            .node(host)
            .orElseGet(() -> world.site().node(world.plan().host(host), world.api().uid(), bootId));
    world
        .api()
        .putNode(
            new Node(
                node.name(),
                node.uid(),
                node.providerId(),
                node.systemUuid(),
                Optional.of(bootId),
                true,
                node.unschedulable(),
                node.labels(),
                node.annotations(),
                node.addresses(),
                node.resourceVersion()));
  }

  private void ready(String host, boolean ready) {
    world
        .api()
        .node(host)
        .ifPresent(node ->
            world
                .api()
                .putNode(
                    ApiServer.copy(
                        node, ready, node.unschedulable(), node.labels(), node.annotations())));
  }

  private Optional<String> due(Map<String, Instant> times) {
    Iterator<Map.Entry<String, Instant>> each = times.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, Instant> next = each.next();
      if (!next.getValue().isAfter(world.now())) {
        each.remove();
        return Optional.of(next.getKey());
      }
    }
    return Optional.empty();
  }
}
