package io.mirrornet.lab.local;

import io.mirrornet.lab.arm.SharedCloud;
import io.mirrornet.lab.cloud.ArmId;
import io.mirrornet.lab.cloud.Cloud;
import io.mirrornet.lab.cloud.CloudConfig;
import io.mirrornet.lab.cloud.Machine;
import io.mirrornet.lab.cloud.Timing;
import io.mirrornet.lab.fabric.Fabric;
import io.mirrornet.lab.fabric.NetworkInterface;
import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.VirtualMachine;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.lab.pki.CertificateAuthority;
import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.net.Ipv4Address;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A scenario without Kubernetes: Resource Manager, the virtual network, guests that follow their
 * machines, and the mirrors on them.
 */
final class LocalCloud implements AutoCloseable {

  private final Scenario scenario;
  private final Addressing addressing;
  private final InstantSource clock;
  private final Closing closing = new Closing();

  /** What follows the cloud: ends before what runs on the machines. */
  private final Closing following = new Closing();

  private final Timeline timeline = new Timeline();
  private final SharedCloud cloud;
  private final Fabric fabric;
  private final VirtualMachine management;
  private final AzureDoor door;
  private final Mirrors mirrors;
  private final List<Instance> instances;
  private Map<String, Guest> guests = Map.of();

  /**
   * Builds all of it; nothing has power yet.
   *
   * @param startedByBoot whether instances start by themselves when their machine boots again
   * @throws IllegalArgumentException if the scenario does not fit together
   * @throws IllegalStateException if Azure would refuse it, or the kernel does: it takes root
   */
  LocalCloud(Scenario scenario, boolean startedByBoot, Nft nft, InstantSource clock) {
    this.scenario = scenario;
    this.addressing = Addressing.of(scenario);
    this.clock = clock;
    List<List<Instance>> declared = Instance.of(scenario);
    this.instances = declared.stream().flatMap(List::stream).toList();
    SecureRandom random = new SecureRandom();
    CertificateAuthority authority = CertificateAuthority.create("lab", clock, random);
    try {
      CloudConfig config =
          CloudConfig.azure().timing(Timing.brisk()).locations(List.of(scenario.location()));
      Cloud core = new Cloud(config, clock, random);
      CloudFiller.fill(core, scenario, addressing);
      scenario.faults().forEach(fault -> core.faults().inject(InjectedFaults.of(fault)));
      cloud = new SharedCloud(core, clock);
      closing.first(cloud::close);
      fabric = Fabric.create(nft);
      closing.first(fabric::close);
      management = new VirtualMachine("management", fabric);
      closing.first(management::close);
      NetworkInterface nic = Addressing.management();
      management.boot(List.of(nic));
      management.configure(0, 100);
      door =
          AzureDoor.open(
              cloud,
              resourceGroups(),
              management.namespace(),
              nic.privateIpAddress(),
              authority,
              clock);
      following.first(door::close);
      mirrors = new Mirrors(declared, timeline, clock, startedByBoot, authority);
      closing.first(mirrors::close);
    } catch (RuntimeException | Error e) {
      following.close(e);
      closing.close(e);
      throw e;
    }
  }

  /**
   * Boots all machines, and lets packets be balanced.
   *
   * @param software what else runs on a machine
   */
  void boot(Function<Machine, GuestSoftware> software) {
    Map<ArmId, Guest> byId = new HashMap<>();
    Map<String, Guest> byName = new LinkedHashMap<>();
    for (Machine machine : cloud.ask(Cloud::machines)) {
      Guest guest = guest(machine, software.apply(machine));
      byId.put(machine.id(), guest);
      byName.put(guest.name(), guest);
    }
    guests = byName;
    Guests followers = new Guests(cloud, byId, timeline, clock);
    following.first(followers::close);
    followers.boot();
    LoadBalancing balancing = LoadBalancing.start(cloud, fabric);
    following.first(balancing::close);
  }

  private Guest guest(Machine machine, GuestSoftware software) {
    String name = machine.id().name();
    GuestSoftware own =
        name.equals(addressing.operatorMachine()) ? new Arbiter(name, mirrors) : mirrors.on(name);
    List<Ipv4Address> floating =
        frontends()
            .filter(frontend -> frontend.floatingIp() && frontend.backends().contains(name))
            .map(Scenario.Frontend::address)
            .toList();
    return new Guest(name, fabric, floating, List.of(software, own));
  }

  Scenario scenario() {
    return scenario;
  }

  Addressing addressing() {
    return addressing;
  }

  Timeline timeline() {
    return timeline;
  }

  SharedCloud cloud() {
    return cloud;
  }

  AzureDoor door() {
    return door;
  }

  Mirrors mirrors() {
    return mirrors;
  }

  List<Instance> instances() {
    return instances;
  }

  /** Where Resource Manager answers, and where there is room for a control plane. */
  NetworkNamespace management() {
    return management.namespace();
  }

  /**
   * The network of a machine.
   *
   * @throws IllegalArgumentException if there is no such machine
   * @throws IllegalStateException if it is off
   */
  NetworkNamespace network(String machine) {
    Guest guest = guests.get(machine);
    if (guest == null) {
      throw new IllegalArgumentException("there is no virtual machine " + machine);
    }
    return guest.network();
  }

  /** Takes the power of all machines; nobody can give it back. */
  void powerOff() {
    following.close();
  }

  /** Takes the power of everything; nothing is left. */
  @Override
  public void close() {
    try (closing) {
      powerOff();
    }
  }

  private Set<String> resourceGroups() {
    Set<String> groups = new TreeSet<>(Set.of(CloudFiller.OPERATOR_GROUP));
    scenario.virtualMachines().forEach(machine -> groups.add(machine.resourceGroup()));
    scenario.loadBalancers().forEach(balancer -> groups.add(balancer.resourceGroup()));
    return groups;
  }

  private Stream<Scenario.Frontend> frontends() {
    return scenario.loadBalancers().stream().flatMap(balancer -> balancer.frontends().stream());
  }
}
