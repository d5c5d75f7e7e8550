package io.mirrornet.lab.fabric.hairpin;

import static io.mirrornet.lab.fabric.world.Mirror.INDEX;
import static io.mirrornet.lab.fabric.world.Mirror.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.fabric.traffic.Banner;
import io.mirrornet.lab.fabric.world.Host;
import io.mirrornet.lab.fabric.world.Layout;
import io.mirrornet.lab.fabric.world.Mirror;
import io.mirrornet.lab.fabric.world.MirrorPair;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.net.Ipv4Address;
import java.util.List;

/** The recipe cures the hairpin. */
@RequiresRoot
class RecipeIT {

  private static final Nft NFT = Nft.of(Programs.ofUser());

  @EachRpFilter
  void everyHostReachesEveryVipWhereverItsPrimaryIs(int rpFilter) {
    try (MirrorPair pair = MirrorPair.boot(Layout.usual(rpFilter), NFT)) {
      HandRecipe.on(pair.a()).apply();
      HandRecipe.on(pair.b()).apply();
      pair.primary(INDEX, pair.b());

      for (Host host : List.of(pair.a(), pair.b())) {
        assertThat(call(host, REGISTRY)).isEqualTo(answer("hs-vm-a", REGISTRY, host.s()));
        assertThat(call(host, INDEX)).isEqualTo(answer("hs-vm-b", INDEX, host.s()));
        assertThat(pair.fabric().spoofed(host.primary())).as("spoofed on eth0").isZero();
        assertThat(pair.fabric().spoofed(host.secondary())).as("spoofed on eth1").isZero();
      }
    }
  }

  private static Attempt call(Host host, Mirror mirror) {
    return host.caller().call(mirror.vip(), mirror.port());
  }

  private static Attempt answer(String host, Mirror mirror, Ipv4Address source) {
    return new Attempt.Connected(new Banner(host, mirror.name(), source));
  }
}
