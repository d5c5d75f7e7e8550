package io.mirrornet.operator.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.api.network.Hosts;
import io.mirrornet.api.network.Mode;
import io.mirrornet.lab.cloud.PowerState;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.simulation.Blueprint.FrontendPlan;
import io.mirrornet.operator.simulation.Blueprint.HostPlan;
import io.mirrornet.operator.simulation.Blueprint.NetworkPlan;
import io.mirrornet.operator.simulation.Census.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Who changes the site in bad times, and puts right in good ones what is in the way. */
final class Administrator {

  private final World world;
  private final Chance chance;
  private final int rarity;
  private final List<FrontendPlan> frontends;
  private final Map<String, ObjectNode> wholeLoadBalancers = new HashMap<>();
  private final Map<String, Instant> kubeletBack = new HashMap<>();
  private final Set<String> goneForGood = new HashSet<>();
  private final Set<ObjectKey> goneNetworks = new HashSet<>();

  Administrator(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
    this.rarity = chance.pick(List.of(10, 20, 40, 2000));
    this.frontends = new ArrayList<>(world.plan().frontends());
  }

  /** Those that stand now. */
  List<FrontendPlan> frontends() {
    return frontends;
  }

  void step() {
    comeBack();
    if (!chance.oneIn(rarity)) {
      return;
    }
    NetworkPlan network = chance.pick(world.plan().networks());
    HostPlan host = chance.pick(world.plan().hosts());
    switch (chance.between(0, 15)) {
      case 0, 1 -> delete(network);
      case 2, 3 -> create(network);
      case 4 -> pause(network, chance.oneIn(2));
      case 5 -> mode(network, chance.oneIn(2) ? Mode.Observe : Mode.Enforce);
      case 6 -> deselect(network, host);
      case 7 -> select(network);
      case 8 -> cordon(host, chance.oneIn(2));
      case 9 -> deleteNode(host);
      case 10 -> shutDown(host);
      case 11 -> deallocate(host);
      case 12 -> start(host);
      case 13 -> removeFrontend();
      case 14 -> killAgent(host);
      default -> arbiter();
    }
  }

  /** What is in the way of an end is put right. */
  void tidyUp() {
    for (NetworkPlan network : world.plan().networks()) {
      if (chance.oneIn(8)) {
        delete(network);
        goneNetworks.add(Site.key(network));
      } else {
        goneNetworks.remove(Site.key(network));
        pause(network, false);
        mode(network, Mode.Enforce);
        select(network);
      }
    }
    for (String loadBalancer : List.copyOf(wholeLoadBalancers.keySet())) {
      restore(loadBalancer);
    }
    kubeletBack.replaceAll((_, _) -> world.now());
    List.of("10.0.9.4", "10.0.9.5").forEach(address -> world.mirrors().arbiter(address, true));
  }

  /**
   * In good times: networks that went while they were to come back, and VMs that nobody needs down.
   */
  void look() {
    comeBack();
    for (NetworkPlan network : world.plan().networks()) {
      if (!goneNetworks.contains(Site.key(network))) {
        create(network);
      }
    }
    for (HostPlan host : world.plan().hosts()) {
      PowerState power = world.power(host.name());
      boolean ours =
          world.api().disruptions().stream()
              .anyMatch(record ->
                  record.spec().host().equals(host.name()) && record.status().phase().isOpen());
      if (!ours && (power == PowerState.STOPPED || power == PowerState.DEALLOCATED)) {
        start(host);
      }
    }
  }

  /** Whether nothing that was done is in the way of the network. */
  boolean isTidy(ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> network) {
    return !network.metadata().deleting()
        && goneForGood.isEmpty()
        && frontends.size() == world.plan().frontends().size();
  }

  private void note(String what) {
    world.trace().note("admin", what);
  }

  private void delete(NetworkPlan network) {
    ObjectKey key = Site.key(network);
    if (world.api().network(key).filter(it -> !it.metadata().deleting()).isPresent()) {
      note("deletes " + key);
      world.census().count(Event.NETWORK_DELETED);
      if (world.api().disruptions().stream().anyMatch(it -> it.status().phase().isOpen())) {
        world.census().count(Event.DELETED_WHILE_DISRUPTED);
      }
      world.api().deleteNetwork(key);
    }
  }

  private void create(NetworkPlan network) {
    ObjectKey key = Site.key(network);
    if (world.api().network(key).isEmpty()) {
      note("creates " + key + " again");
      world.census().count(Event.NETWORK_CREATED_AGAIN);
      world.api().createNetwork(key, world.site().spec(network));
    }
  }

  private void pause(NetworkPlan network, boolean paused) {
    edit(
        network,
        spec -> spec.paused() == paused ? spec : with(spec, spec.hosts(), spec.mode(), paused));
  }

  private void mode(NetworkPlan network, Mode mode) {
    edit(
        network,
        spec -> spec.mode() == mode ? spec : with(spec, spec.hosts(), mode, spec.paused()));
  }

  private void edit(
      NetworkPlan network, java.util.function.UnaryOperator<HealthShareMirrorNetworkSpec> edit) {
    world
        .api()
        .network(Site.key(network))
        .filter(it -> !edit.apply(it.spec()).equals(it.spec()))
        .ifPresent(it -> {
          HealthShareMirrorNetworkSpec now = edit.apply(it.spec());
          note("%s: %s, paused %s, %s".formatted(it.key(), now.mode(), now.paused(), now.hosts()));
          if (now.paused() || now.mode() == Mode.Observe) {
            world.census().count(Event.NETWORK_PAUSED_OR_OBSERVED);
          }
          world.api().editNetwork(it.key(), edit);
        });
  }

  private static HealthShareMirrorNetworkSpec with(
      HealthShareMirrorNetworkSpec spec, Hosts hosts, Mode mode, boolean paused) {
    return new HealthShareMirrorNetworkSpec(
        hosts,
        spec.loadBalancers(),
        spec.mirrors(),
        spec.secondaryInterface(),
        spec.maintenance(),
        spec.verification(),
        mode,
        paused);
  }

  private void deselect(NetworkPlan network, HostPlan host) {
    if (!network.hosts().contains(host.name()) || network.hosts().size() < 2) {
      return;
    }
    world.census().count(Event.HOST_DESELECTED);
    if (network.bySelector()) {
      label(host.name(), "");
      return;
    }
    edit(
        network,
        spec -> {
          List<String> fewer = new ArrayList<>(spec.hosts().nodeNames());
          if (fewer.size() > 1) {
            fewer.remove(host.name());
          }
          return with(
              spec,
              new Hosts(null, fewer, spec.hosts().virtualMachines()),
              spec.mode(),
              spec.paused());
        });
  }

  private void select(NetworkPlan network) {
    if (network.bySelector()) {
      network
          .hosts()
          .forEach(host -> {
            if (world.plan().networks().stream()
                .filter(one -> one.hosts().contains(host))
                .findFirst()
                .filter(network::equals)
                .isPresent()) {
              label(host, network.name());
            }
          });
      return;
    }
    edit(
        network,
        spec ->
            with(
                spec,
                new Hosts(null, network.hosts(), spec.hosts().virtualMachines()),
                spec.mode(),
                spec.paused()));
  }

  private void label(String host, String value) {
    world
        .api()
        .node(host)
        .filter(node -> !value.equals(node.labels().getOrDefault(Site.LABEL, "")))
        .ifPresent(node -> {
          note("labels %s '%s'".formatted(host, value));
          Map<String, String> labels = new TreeMap<>(node.labels());
          labels.put(Site.LABEL, value);
          world
              .api()
              .putNode(
                  ApiServer.copy(
                      node, node.ready(), node.unschedulable(), labels, node.annotations()));
        });
  }

  private void cordon(HostPlan host, boolean cordoned) {
    world
        .api()
        .node(host.name())
        .ifPresent(node -> {
          note("cordons %s: %s".formatted(host.name(), cordoned));
          world
              .api()
              .putNode(
                  ApiServer.copy(node, node.ready(), cordoned, node.labels(), node.annotations()));
        });
  }

  private void deleteNode(HostPlan host) {
    if (world.api().node(host.name()).isEmpty() || !chance.oneIn(3)) {
      return;
    }
    note("deletes node " + host.name());
    world.api().removeNode(host.name());
    if (chance.oneIn(5)) {
      goneForGood.add(host.name());
    } else {
      world.census().count(Event.NODE_REGISTERED_AGAIN);
      kubeletBack.put(host.name(), world.now().plus(chance.seconds(10, 200)));
    }
  }

  /** Whether nobody registers the node any more. */
  boolean isGoneForGood(String host) {
    return goneForGood.contains(host);
  }

  private void comeBack() {
    Iterator<Map.Entry<String, Instant>> each = kubeletBack.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, Instant> next = each.next();
      if (!next.getValue().isAfter(world.now()) && world.guests().isUp(next.getKey())) {
        each.remove();
        world.guests().register(next.getKey());
      }
    }
  }

  private void shutDown(HostPlan host) {
    if (world.power(host.name()) == PowerState.RUNNING && chance.oneIn(3)) {
      note("shuts down " + host.name());
      world.census().count(Event.SHUT_DOWN_BY_PERSON);
      world.cloud().elsewhere().guestOff(world.site().machineId(host.name()));
    }
  }

  private void deallocate(HostPlan host) {
    if (!chance.oneIn(3)) {
      return;
    }
    note("deallocates " + host.name());
    world.census().count(Event.DEALLOCATED_BY_PERSON);
    post(host, "deallocate");
  }

  private void start(HostPlan host) {
    if (world.power(host.name()) != PowerState.RUNNING) {
      note("starts " + host.name());
      post(host, "start");
    }
  }

  private void post(HostPlan host, String action) {
    try {
      world.cloud().elsewhere().post(world.site().machineId(host.name()), action);
    } catch (IllegalStateException refused) {
      note("is refused: " + refused.getMessage());
    }
  }

  private void removeFrontend() {
    if (frontends.isEmpty()) {
      return;
    }
    FrontendPlan frontend = chance.pick(frontends);
    String id = id(frontend.loadBalancer());
    ObjectNode document = world.cloud().elsewhere().document(id);
    wholeLoadBalancers.putIfAbsent(frontend.loadBalancer(), document.deepCopy());
    JsonNode properties = document.path("properties");
    drop(properties.path("frontendIPConfigurations"), frontend.name());
    drop(properties.path("loadBalancingRules"), frontend.name() + "-" + frontend.port());
    if (properties.path("frontendIPConfigurations").isEmpty()) {
      return;
    }
    note("removes frontend " + frontend.name());
    world.census().count(Event.FRONTEND_REMOVED);
    frontends.remove(frontend);
    world.cloud().elsewhere().put(id, document);
    world.oracle().untouched().changedByOthers();
  }

  private void restore(String loadBalancer) {
    ObjectNode whole = wholeLoadBalancers.remove(loadBalancer);
    if (whole == null || chance.oneIn(3)) {
      return;
    }
    note("restores " + loadBalancer);
    world.cloud().elsewhere().put(id(loadBalancer), whole);
    for (FrontendPlan frontend : world.plan().frontends()) {
      if (frontend.loadBalancer().equals(loadBalancer) && !frontends.contains(frontend)) {
        frontends.add(frontend);
      }
    }
    world.oracle().untouched().changedByOthers();
  }

  private static void drop(JsonNode array, String name) {
    if (array instanceof ArrayNode elements) {
      elements.removeIf(element -> element.path("name").asText().equals(name));
    }
  }

  private String id(String loadBalancer) {
    return world.cloud().elsewhere().id("rg-hs", "Microsoft.Network/loadBalancers", loadBalancer);
  }

  private void killAgent(HostPlan host) {
    note("the agent of %s dies".formatted(host.name()));
    world.census().count(Event.AGENT_DEAD);
    world.agents().kill(host.name());
  }

  private void arbiter() {
    String address = chance.pick(List.of("10.0.9.4", "10.0.9.5"));
    boolean up = chance.oneIn(2);
    note("arbiter %s up: %s".formatted(address, up));
    world.mirrors().arbiter(address, up);
  }

  void seenCordon(Node before, Node after) {
    Optional.of(after)
        .filter(it -> before.unschedulable() && !it.unschedulable())
        .filter(_ -> before.cordonedFor().isEmpty())
        .ifPresent(it -> {
          throw new LawBroken(
              5, "%s is uncordoned, and a person had cordoned it".formatted(it.name()));
        });
  }
}
