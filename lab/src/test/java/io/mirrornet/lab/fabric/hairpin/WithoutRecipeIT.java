package io.mirrornet.lab.fabric.hairpin;

import static io.mirrornet.lab.fabric.world.Mirror.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.fabric.world.Host;
import io.mirrornet.lab.fabric.world.Layout;
import io.mirrornet.lab.fabric.world.Layout.SecondInterface;
import io.mirrornet.lab.fabric.world.MirrorPair;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Programs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The hairpin, and why the simple things do not cure it. In each: registry's primary runs on
 * hs-vm-a, and hs-vm-a calls registry's frontend.
 */
@RequiresRoot
class WithoutRecipeIT {

  private static final Nft NFT = Nft.of(Programs.ofUser());

  @EachRpFilter
  void withOneNicAVipWhosePrimaryIsOnTheCallersOwnHostIsLost(int rpFilter) {
    try (MirrorPair pair =
        MirrorPair.boot(Layout.usual(rpFilter).with(SecondInterface.NONE), NFT)) {
      PacketWatch watch = PacketWatch.on(pair.a().namespace(), pair.a().p(), pair.a().p(), NFT);

      assertThat(call(pair.a())).isEqualTo(new Attempt.TimedOut());
      assertThat(watch.synArrived()).as("SYNs from P to P on eth0").isPositive();
      assertThat(watch.synAccepted()).as("of these past routing").isZero();

      assertThat(pair.b().caller().call(REGISTRY.vip(), REGISTRY.port()).connected())
          .as("from the other host")
          .isTrue();
    }
  }

  @EachRpFilter
  void theRouteAloneDoesNotHelpBecauseTheSourceThatComesBackIsLocal(int rpFilter) {
    try (MirrorPair pair = MirrorPair.boot(Layout.usual(rpFilter), NFT)) {
      publishedRoute(pair.a());
      PacketWatch watch = watch(pair.a());

      assertThat(call(pair.a())).isEqualTo(new Attempt.TimedOut());
      assertThat(watch.synArrived()).as("SYNs from S to P on eth0").isPositive();
      assertThat(watch.synAccepted()).as("of these past routing").isZero();
    }
  }

  @ParameterizedTest(name = "rp_filter {0}")
  @ValueSource(ints = {0, 2})
  void acceptLocalDoesNotHelpBecauseTheAnswerNeverLeavesTheGuest(int rpFilter) {
    try (MirrorPair pair = MirrorPair.boot(Layout.usual(rpFilter), NFT)) {
      publishedRoute(pair.a());
      pair.a().namespace().sysctl("net.ipv4.conf.eth0.accept_local", 1);
      PacketWatch watch = watch(pair.a());

      assertThat(call(pair.a())).isEqualTo(new Attempt.TimedOut());
      assertThat(watch.synAccepted()).as("SYNs from S to P past routing").isPositive();
      assertThat(watch.synAckLooped()).as("SYN-ACKs from P to S on lo").isPositive();
    }
  }

  @Test
  void acceptLocalDoesNotEvenAdmitThePacketWhereTheReversePathFilterIsStrict() {
    try (MirrorPair pair = MirrorPair.boot(Layout.usual(1), NFT)) {
      publishedRoute(pair.a());
      pair.a().namespace().sysctl("net.ipv4.conf.eth0.accept_local", 1);
      PacketWatch watch = watch(pair.a());

      assertThat(call(pair.a())).isEqualTo(new Attempt.TimedOut());
      assertThat(watch.synArrived()).as("SYNs from S to P on eth0").isPositive();
      assertThat(watch.synAccepted()).as("of these past routing").isZero();
    }
  }

  @ParameterizedTest(name = "rp_filter {0}")
  @ValueSource(ints = {0, 2})
  void theUsualPolicyRoutingDoesNotHelpBecauseItStandsBehindLocal(int rpFilter) {
    try (MirrorPair pair = MirrorPair.boot(Layout.usual(rpFilter), NFT)) {
      publishedRoute(pair.a());
      pair.a().namespace().sysctl("net.ipv4.conf.eth0.accept_local", 1);
      usualPolicyRouting(pair.a());
      PacketWatch watch = watch(pair.a());

      assertThat(call(pair.a())).isEqualTo(new Attempt.TimedOut());
      assertThat(watch.synAckLooped()).as("SYN-ACKs from P to S on lo").isPositive();
    }
  }

  @EachRpFilter
  void theUsualPolicyRoutingWithoutAcceptLocalChangesNothing(int rpFilter) {
    try (MirrorPair pair = MirrorPair.boot(Layout.usual(rpFilter), NFT)) {
      publishedRoute(pair.a());
      usualPolicyRouting(pair.a());
      PacketWatch watch = watch(pair.a());

      assertThat(call(pair.a())).isEqualTo(new Attempt.TimedOut());
      assertThat(watch.synArrived()).as("SYNs from S to P on eth0").isPositive();
      assertThat(watch.synAccepted()).as("of these past routing").isZero();
    }
  }

  private static Attempt call(Host host) {
    return host.caller().waiting(Host.LOSS).call(REGISTRY.vip(), REGISTRY.port());
  }

  private static PacketWatch watch(Host host) {
    return PacketWatch.on(host.namespace(), host.s(), host.p(), NFT);
  }

  private static void publishedRoute(Host host) {
    host.namespace()
        .ip(
            "route replace %s/32 via %s dev eth1 src %s"
                .formatted(REGISTRY.vip(), host.secondary().subnet().gateway(), host.s()));
  }

  private static void usualPolicyRouting(Host host) {
    host.namespace()
        .ip(
            "route add default via %s dev eth0 table 101"
                .formatted(host.primary().subnet().gateway()),
            "route add default via %s dev eth1 table 102"
                .formatted(host.secondary().subnet().gateway()),
            "rule add from %s lookup 101".formatted(host.p()),
            "rule add to %s lookup 101".formatted(host.p()),
            "rule add from %s lookup 102".formatted(host.s()),
            "rule add to %s lookup 102".formatted(host.s()));
  }
}
