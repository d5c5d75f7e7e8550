package io.mirrornet.agent.guard;

import static io.mirrornet.lab.fabric.world.Mirror.INDEX;
import static io.mirrornet.lab.fabric.world.Mirror.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.agent.route.HostIntent;
import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.fabric.traffic.Banner;
import io.mirrornet.lab.fabric.traffic.Session;
import io.mirrornet.lab.fabric.world.Host;
import io.mirrornet.lab.fabric.world.Layout;
import io.mirrornet.lab.fabric.world.Mirror;
import io.mirrornet.lab.fabric.world.MirrorPair;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Programs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guard writes cures the hairpin, harms nobody, and goes without a trace. */
@RequiresRoot
class HairpinIT {

  private static final Nft NFT = Nft.of(Programs.ofUser());
  private static final Duration LONG = Duration.ofSeconds(5);

  @ParameterizedTest(name = "rp_filter {0}")
  @ValueSource(ints = {0, 1, 2})
  void everyHostReachesEveryVipWhereverItsPrimaryIs(int rpFilter) {
    try (MirrorPair pair = MirrorPair.boot(Layout.usual(rpFilter), NFT);
        GuardedHost a = GuardedHost.of(pair.a());
        GuardedHost b = GuardedHost.of(pair.b())) {
      pair.primary(INDEX, pair.b());
      assertThat(briefly(pair.a(), REGISTRY)).isEqualTo(new Attempt.TimedOut());

      a.program();
      b.program();

      for (Host host : List.of(pair.a(), pair.b())) {
        assertThat(call(host, REGISTRY)).isEqualTo(answer("hs-vm-a", REGISTRY, host));
        assertThat(call(host, INDEX)).isEqualTo(answer("hs-vm-b", INDEX, host));
        assertThat(pair.fabric().spoofed(host.primary())).as("spoofed on eth0").isZero();
        assertThat(pair.fabric().spoofed(host.secondary())).as("spoofed on eth1").isZero();
      }
    }
  }

  @ParameterizedTest(name = "rp_filter {0}")
  @ValueSource(ints = {0, 1, 2})
  void withRoutesComingAndGoingUnderLoadNoConnectionFails(int rpFilter) throws Exception {
    try (MirrorPair pair = MirrorPair.boot(Layout.usual(rpFilter), NFT);
        GuardedHost a = GuardedHost.of(pair.a())) {
      pair.primary(INDEX, pair.b());
      String before = a.entries();
      try (Session held = pair.a().caller().open(INDEX.vip(), INDEX.port());
          Load load =
              new Load()
                  .calling("host to its partner", () -> call(pair.a(), INDEX))
                  .calling("partner to host", () -> call(pair.b(), REGISTRY))
                  .calling("outsider to host", () -> outside(pair, REGISTRY))) {

        for (int round = 0; round < 30; round++) {
          a.program();
          assertThat(call(pair.a(), REGISTRY).connected()).as("the hairpin").isTrue();
          a.clear();
        }

        assertThat(load.stop()).isEmpty();
        assertThat(load.calls()).isGreaterThan(300);
        assertThat(held.isAlive(LONG)).as("the session of before").isTrue();
      }
      assertThat(a.entries()).isEqualTo(before);
    }
  }

  @Test
  void aSessionFromTheSecondAddressOutlivesTheRouteThatMadeIt() throws Exception {
    try (MirrorPair pair = MirrorPair.boot(Layout.usual(1), NFT);
        GuardedHost a = GuardedHost.of(pair.a())) {
      String before = a.entries();
      a.program();
      try (Session hairpin = pair.a().caller().open(REGISTRY.vip(), REGISTRY.port())) {
        a.keep(HostIntent.NOTHING);
        a.await("routes are gone", programmed -> programmed.destinations().isEmpty());

        assertThat(hairpin.isAlive(LONG)).isTrue();
        assertThat(a.last().orElseThrow().retained()).containsExactly(pair.a().s());
        assertThat(briefly(pair.a(), REGISTRY)).isEqualTo(new Attempt.TimedOut());
      }

      a.await("the rest goes with the session", Programmed::clean);
      assertThat(a.entries()).isEqualTo(before);
    }
  }

  @Test
  void aPartnerInAnotherSubnetIsReachedAlthoughTheSecondInterfaceIsPreferred() {
    Layout layout = Layout.usual(1).with(Layout.SecondInterface.OTHER_SUBNET);
    try (MirrorPair pair = MirrorPair.boot(layout, NFT);
        GuardedHost a = GuardedHost.of(pair.a());
        GuardedHost b = GuardedHost.of(pair.b())) {
      pair.a().preferSecondary();
      pair.b().preferSecondary();

      a.program();
      b.program();

      for (Host host : List.of(pair.a(), pair.b())) {
        assertThat(call(host, REGISTRY)).isEqualTo(answer("hs-vm-a", REGISTRY, host));
      }
      assertThat(outside(pair, REGISTRY).connected()).isTrue();
      assertThat(pair.b().caller().boundTo(pair.b().p()).call(pair.a().p(), REGISTRY.port()))
          .matches(Attempt::connected);
    }
  }

  private static Attempt call(Host host, Mirror mirror) {
    return host.caller().call(mirror.vip(), mirror.port());
  }

  private static Attempt briefly(Host host, Mirror mirror) {
    return host.caller().waiting(Duration.ofMillis(500)).call(mirror.vip(), mirror.port());
  }

  private static Attempt outside(MirrorPair pair, Mirror mirror) {
    return pair.outsideCaller().call(mirror.vip(), mirror.port());
  }

  private static Attempt answer(String server, Mirror mirror, Host caller) {
    return new Attempt.Connected(new Banner(server, mirror.name(), caller.s()));
  }
}
