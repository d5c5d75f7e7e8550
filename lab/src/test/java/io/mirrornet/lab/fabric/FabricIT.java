package io.mirrornet.lab.fabric;

import static io.mirrornet.lab.fabric.world.Mirror.INDEX;
import static io.mirrornet.lab.fabric.world.Mirror.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.fabric.traffic.Banner;
import io.mirrornet.lab.fabric.traffic.BannerServer;
import io.mirrornet.lab.fabric.traffic.Session;
import io.mirrornet.lab.fabric.world.Host;
import io.mirrornet.lab.fabric.world.Layout;
import io.mirrornet.lab.fabric.world.Layout.SecondInterface;
import io.mirrornet.lab.fabric.world.MirrorPair;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.net.Ipv4Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The network behaves as Azure's in what matters here. Both hosts have one NIC; frontends of the
 * test's own lead to port 4001 of the hosts.
 */
@RequiresRoot
class FabricIT {

  private static final Nft NFT = Nft.of(Programs.ofUser());
  private static final Ipv4Address VIP = Ipv4Address.parse("10.2.1.110");
  private static final Ipv4Address NOBODY = Ipv4Address.parse("10.2.1.200");
  private static final Ipv4Address OUTSIDER = Ipv4Address.parse("10.2.2.9");
  private static final int FRONTEND_PORT = 4000;
  private static final int BACKEND_PORT = 4001;
  private static final Duration INTERVAL = Duration.ofMillis(50);
  private static final HealthProbe TCP = new HealthProbe.Tcp(BACKEND_PORT, INTERVAL, 1);
  private static final int MANY = 40;

  private final MirrorPair pair = MirrorPair.boot(Layout.usual(0).with(SecondInterface.NONE), NFT);
  private final Fabric fabric = pair.fabric();
  private final Host a = pair.a();
  private final Host b = pair.b();

  @AfterEach
  void shutDown() {
    pair.close();
  }

  @Test
  void aBackendSeesTheCallersOwnAddress() {
    assertThat(pair.outsideCaller().call(REGISTRY.vip(), REGISTRY.port()))
        .isEqualTo(connected(a, REGISTRY.name(), OUTSIDER));
  }

  @Test
  void newFlowsFollowTheProbeAndEstablishedOnesStay() throws IOException {
    try (Session session = pair.outsideCaller().open(REGISTRY.vip(), REGISTRY.port())) {
      pair.primary(REGISTRY, b);

      assertThat(pair.outsideCaller().call(REGISTRY.vip(), REGISTRY.port()))
          .isEqualTo(connected(b, REGISTRY.name(), OUTSIDER));
      assertThat(session.banner().host()).isEqualTo(a.name());
      assertThat(session.isAlive(Host.PATIENCE)).isTrue();
    }
  }

  @Test
  void withoutAHealthyBackendNewFlowsGetNoAnswerAndEstablishedOnesStay() throws Exception {
    HealthProbe probe = new HealthProbe.Tcp(BACKEND_PORT + 1, INTERVAL, 1);
    LoadBalancingRule rule = rule(probe, false, a);
    serve(a);
    BannerServer probed = serve(a, "PROBED", BACKEND_PORT + 1);
    balance(rule);
    try (Session session = pair.outsideCaller().open(VIP, FRONTEND_PORT)) {
      probed.close();
      assertThat(fabric.awaitHealthy(rule, Set.of(), Host.PATIENCE)).isTrue();

      assertThat(pair.outsideCaller().waiting(Host.LOSS).call(VIP, FRONTEND_PORT))
          .isEqualTo(new Attempt.TimedOut());
      assertThat(session.isAlive(Host.PATIENCE)).isTrue();
    }
  }

  @Test
  void severalHealthyBackendsShareTheFlows() throws Exception {
    serve(a);
    serve(b);
    balance(rule(TCP, false, a, b));

    Set<Attempt> answers =
        IntStream.range(0, MANY)
            .mapToObj(_ -> pair.outsideCaller().call(VIP, FRONTEND_PORT))
            .collect(Collectors.toSet());

    assertThat(answers)
        .containsExactlyInAnyOrder(connected(a, "APP", OUTSIDER), connected(b, "APP", OUTSIDER));
  }

  @Test
  void withFloatingIpTheBackendAnswersAtTheFrontendsOwnAddressAndPort() throws Exception {
    a.namespace().ip("addr add %s/32 dev lo".formatted(VIP));
    BannerServer _ = serve(a, "FLOATING", FRONTEND_PORT);
    serve(a);
    balance(rule(TCP, true, a));

    assertThat(pair.outsideCaller().call(VIP, FRONTEND_PORT))
        .isEqualTo(connected(a, "FLOATING", OUTSIDER));
    assertThat(fabric.spoofed(a.primary())).isZero();
  }

  @Test
  void probesComeFromAzuresOwnAddressAndAnyStatusBut200IsUnhealthy() throws Exception {
    BlockingQueue<InetSocketAddress> askers = new LinkedBlockingQueue<>();
    HttpServer server =
        a.namespace().call(() -> HttpServer.create(new InetSocketAddress(BACKEND_PORT), 0));
    pair.closeFirst(() -> server.stop(0));
    server.createContext(
        "/ready",
        exchange -> {
          askers.add(exchange.getRemoteAddress());
          exchange.sendResponseHeaders(204, -1);
        });
    server.start();

    LoadBalancingRule rule =
        rule(new HealthProbe.Http(BACKEND_PORT, "/ready", INTERVAL, 1), false, a);
    fabric.balance(List.of(rule));

    for (int question = 0; question < 2; question++) {
      InetSocketAddress asker = askers.poll(Host.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(asker).isNotNull();
      assertThat(asker.getAddress().getHostAddress()).isEqualTo(Fabric.PROBE_SOURCE.toString());
    }
    assertThat(fabric.healthyBackends(rule)).isEmpty();
  }

  @Test
  void whatANicSendsFromAnAddressNotItsOwnIsDroppedAndCounted() {
    assertThat(spoof()).isEqualTo(new Attempt.TimedOut());

    assertThat(fabric.spoofed(a.primary())).isPositive();
  }

  @Test
  void anAddressThatNobodyHasIsSilentAndNotUnreachable() {
    assertThat(a.caller().waiting(Duration.ofSeconds(2)).call(NOBODY, REGISTRY.port()))
        .isEqualTo(new Attempt.TimedOut());
  }

  @Test
  void aPortThatNobodyListensOnIsRefusedByTheHostItself() {
    assertThat(b.caller().call(a.p(), BACKEND_PORT)).isEqualTo(new Attempt.Refused());
  }

  @Test
  void aMachineWithoutPowerIsSilentAndItsFrontendsMoveOn() throws Exception {
    serve(a);
    serve(b);
    LoadBalancingRule rule = balance(rule(TCP, false, a, b));
    try (Session session = pair.outsideCaller().open(a.p(), REGISTRY.port())) {
      a.machine().powerOff();

      assertThat(session.isAlive(Host.LOSS)).isFalse();
      assertThat(fabric.awaitHealthy(rule, Set.of(b.p()), Host.PATIENCE)).isTrue();
      assertThat(pair.outsideCaller().call(VIP, FRONTEND_PORT))
          .isEqualTo(connected(b, "APP", OUTSIDER));
    }
  }

  @Test
  void aMachineBootsWithOneNicMoreAndNothingOfItsFormerConfiguration() throws Exception {
    a.namespace().ip("rule add pref 77 lookup 77");
    a.machine().powerOff();

    a.machine().boot(List.of(a.primary(), a.secondary()));
    a.machine().configure(0, 100);
    a.machine().configure(1, 200);

    assertThat(a.namespace().exec("ip", "link", "show", "eth1"))
        .contains(a.secondary().macAddress().toString());
    assertThat(a.namespace().exec("ip", "rule")).doesNotContain("77");
    serve(a);
    a.namespace()
        .ip(
            "route add default via %s dev eth1 table 200"
                .formatted(a.secondary().subnet().gateway()),
            "rule add from %s lookup 200".formatted(a.s()));
    for (Ipv4Address address : List.of(a.p(), a.s())) {
      assertThat(pair.outsideCaller().call(address, BACKEND_PORT))
          .isEqualTo(connected(a, "APP", OUTSIDER));
    }
    LoadBalancingRule rule = balance(rule(TCP, false, a));
    assertThat(fabric.healthyBackends(rule)).containsExactly(a.p());
  }

  @Test
  void countsOfDroppedPacketsOutliveABoot() {
    spoof();
    long dropped = fabric.spoofed(a.primary());

    a.machine().powerOff();
    a.machine().boot(List.of(a.primary()));

    assertThat(fabric.spoofed(a.primary())).isEqualTo(dropped).isPositive();
  }

  @Test
  void aBootThatFailsLeavesTheMachineOffAndItsNicsFree() {
    VirtualMachine machine = new VirtualMachine("twin", fabric);
    pair.closeFirst(machine::close);
    NetworkInterface free = a.secondary();

    assertThatThrownBy(() -> machine.boot(List.of(free, a.primary())))
        .isInstanceOf(IllegalArgumentException.class);

    machine.boot(List.of(free));
    assertThat(machine.namespace().exec("ip", "link", "show", "eth0"))
        .contains(free.macAddress().toString());
  }

  @Test
  void oneAddressIsPluggedInOnce() {
    assertThatThrownBy(() -> fabric.plug(a.primary(), b.namespace(), "eth5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(a.primary().name());
  }

  /** Calls the other host from an address that is not the NIC's. */
  private Attempt spoof() {
    Ipv4Address stranger = Ipv4Address.parse("10.2.1.77");
    a.namespace().ip("addr add %s/32 dev eth0".formatted(stranger));
    return a.caller().boundTo(stranger).waiting(Host.LOSS).call(b.p(), INDEX.port());
  }

  private LoadBalancingRule balance(LoadBalancingRule rule) throws InterruptedException {
    fabric.balance(List.of(rule));
    assertThat(fabric.awaitHealthy(rule, Set.copyOf(rule.backends()), Host.PATIENCE)).isTrue();
    return rule;
  }

  private static LoadBalancingRule rule(HealthProbe probe, boolean floatingIp, Host... pool) {
    return new LoadBalancingRule(
        "test",
        VIP,
        FRONTEND_PORT,
        Stream.of(pool).map(Host::p).toList(),
        BACKEND_PORT,
        probe,
        floatingIp);
  }

  private void serve(Host host) {
    BannerServer _ = serve(host, "APP", BACKEND_PORT);
  }

  private BannerServer serve(Host host, String instance, int port) {
    BannerServer server = BannerServer.start(host.namespace(), host.name(), instance, port);
    pair.closeFirst(server::close);
    return server;
  }

  private static Attempt connected(Host host, String instance, Ipv4Address source) {
    return new Attempt.Connected(new Banner(host.name(), instance, source));
  }
}
