package io.mirrornet.lab.fabric.world;

import io.mirrornet.lab.fabric.Fabric;
import io.mirrornet.lab.fabric.HealthProbe;
import io.mirrornet.lab.fabric.LoadBalancingRule;
import io.mirrornet.lab.fabric.NetworkInterface;
import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.Subnet;
import io.mirrornet.lab.fabric.VirtualMachine;
import io.mirrornet.lab.fabric.traffic.BannerClient;
import io.mirrornet.lab.fabric.world.Layout.SecondInterface;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import io.mirrornet.net.MacAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Two hosts, {@code hs-vm-a} and {@code hs-vm-b}, with a member of each {@link Mirror} on both,
 * behind one load balancer; and a virtual machine in another subnet that only calls. The guests are
 * configured as after a boot with DHCP; what remedies they get is the test's matter. In the
 * beginning {@code hs-vm-a} is primary of all mirrors.
 */
public final class MirrorPair implements AutoCloseable {

  private static final Subnet HS = new Subnet("hs", Ipv4Prefix.parse("10.2.1.0/24"));
  private static final Subnet APP = new Subnet("app", Ipv4Prefix.parse("10.2.2.0/24"));

  /** The first three bytes of the MAC addresses that Azure gives out. */
  private static final long AZURE_OUI = 0x000d3a_000000L;

  private static final Duration PROBE_INTERVAL = Duration.ofMillis(50);
  private static final Duration UNTIL_HEALTHY = Duration.ofSeconds(10);

  /** What ends with this world, the last made first. */
  private final Deque<Runnable> closing = new ArrayDeque<>();

  private final Fabric fabric;
  private final Host a;
  private final Host b;
  private final VirtualMachine outsider;
  private final List<Member> members = new ArrayList<>();

  private MirrorPair(Layout layout, Nft nft) {
    fabric = Fabric.create(nft);
    closing.push(fabric::close);
    try {
      a = host("hs-vm-a", 4, layout);
      b = host("hs-vm-b", 5, layout);
      outsider = machine("client", List.of(nic("client", 9, APP, List.of())), layout);
      outsider.configure(0, 100);
      for (Mirror mirror : Mirror.ALL) {
        members.add(member(a, mirror));
        members.add(member(b, mirror));
      }
      fabric.balance(Mirror.ALL.stream().map(this::balancing).toList());
      for (Mirror mirror : Mirror.ALL) {
        primary(mirror, a);
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Builds it and waits until each frontend delivers to its primary.
   *
   * @throws IllegalStateException if the kernel refuses: it takes root
   */
  public static MirrorPair boot(Layout layout, Nft nft) {
    return new MirrorPair(layout, nft);
  }

  /** The virtual network. */
  public Fabric fabric() {
    return fabric;
  }

  /** The first host. */
  public Host a() {
    return a;
  }

  /** The second host. */
  public Host b() {
    return b;
  }

  /** The virtual machine in another subnet. */
  public VirtualMachine outsider() {
    return outsider;
  }

  /** A program on the outsider that calls others. */
  public BannerClient outsideCaller() {
    return BannerClient.in(outsider.namespace(), Host.PATIENCE);
  }

  /** What the load balancer does for a mirror. */
  public LoadBalancingRule balancing(Mirror mirror) {
    return new LoadBalancingRule(
        mirror.name(),
        mirror.vip(),
        mirror.port(),
        List.of(a.p(), b.p()),
        mirror.port(),
        new HealthProbe.Http(mirror.statusPort(), Member.STATUS_PATH, PROBE_INTERVAL, 1),
        false);
  }

  /** Lets a mirror fail over, and waits until new flows follow. */
  public void primary(Mirror mirror, Host host) {
    members.forEach(member -> member.failOver(mirror, host));
    try {
      if (!fabric.awaitHealthy(balancing(mirror), Set.of(host.p()), UNTIL_HEALTHY)) {
        throw new IllegalStateException(
            "%s: the probe never found %s healthy, and it alone"
                .formatted(mirror.name(), host.name()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Adds something that ends with this world, before what it stands on. */
  public void closeFirst(Runnable close) {
    closing.push(close);
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      closing.pop().run();
    }
  }

  private Host host(String name, int number, Layout layout) {
    Subnet second = layout.secondInterface() == SecondInterface.OTHER_SUBNET ? APP : HS;
    Ipv4Address pod = HS.prefix().network().plus(60 + number);
    NetworkInterface eth0 = nic(name + "-nic", number, HS, List.of(pod));
    NetworkInterface eth1 = nic(name + "-nic-2", 10 + number, second, List.of());
    boolean two = layout.secondInterface() != SecondInterface.NONE;
    VirtualMachine machine = machine(name, two ? List.of(eth0, eth1) : List.of(eth0), layout);
    machine.configure(0, 100);
    if (two) {
      machine.configure(1, 200);
    }
    return new Host(machine, eth0, eth1);
  }

  private VirtualMachine machine(String name, List<NetworkInterface> nics, Layout layout) {
    VirtualMachine machine = new VirtualMachine(name, fabric);
    closing.push(machine::close);
    machine.boot(nics);
    machine.namespace().sysctl("net.ipv4.conf.all.rp_filter", layout.rpFilter());
    return machine;
  }

  private Member member(Host host, Mirror mirror) {
    Member member = Member.start(host, mirror);
    closing.push(member::close);
    return member;
  }

  private static NetworkInterface nic(
      String name, int number, Subnet subnet, List<Ipv4Address> others) {
    MacAddress mac = new MacAddress(AZURE_OUI | number);
    return new NetworkInterface(name, mac, subnet.prefix().network().plus(number), others, subnet);
  }
}
