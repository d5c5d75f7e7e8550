package io.mirrornet.lab.fabric.hairpin;

import static io.mirrornet.lab.fabric.world.Mirror.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.fabric.world.Host;
import io.mirrornet.lab.fabric.world.Layout;
import io.mirrornet.lab.fabric.world.MirrorPair;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Programs;
import java.time.Duration;

/**
 * A connection from S to P on one host takes the hairpin's way without the load balancer: out of
 * eth1, back on eth0. So it tells at any time whether the guest's part holds, whichever member is
 * primary.
 */
@RequiresRoot
class LocalProofIT {

  private static final Nft NFT = Nft.of(Programs.ofUser());

  @EachRpFilter
  void itSucceedsWithTheRecipeOverTheWire(int rpFilter) {
    try (MirrorPair pair = MirrorPair.boot(Layout.usual(rpFilter), NFT)) {
      HandRecipe.on(pair.a()).apply();
      PacketWatch watch = watch(pair.a());

      assertThat(proof(pair.a(), Host.PATIENCE).connected()).isTrue();
      assertThat(watch.synAccepted()).as("SYNs that came in on eth0").isPositive();
      assertThat(watch.synAckLooped()).as("SYN-ACKs that took the short way").isZero();
    }
  }

  @EachRpFilter
  void itTimesOutWithoutTheRuleThatKeepsAnswersOnTheWire(int rpFilter) {
    try (MirrorPair pair = MirrorPair.boot(Layout.usual(rpFilter), NFT)) {
      HandRecipe recipe = HandRecipe.on(pair.a());
      recipe.apply();
      recipe.answersStayOnTheWire().remove().run();

      assertThat(proof(pair.a(), Host.LOSS)).isEqualTo(new Attempt.TimedOut());
    }
  }

  private static Attempt proof(Host host, Duration patience) {
    return host.caller().boundTo(host.s()).waiting(patience).call(host.p(), REGISTRY.port());
  }

  private static PacketWatch watch(Host host) {
    return PacketWatch.on(host.namespace(), host.s(), host.p(), NFT);
  }
}
