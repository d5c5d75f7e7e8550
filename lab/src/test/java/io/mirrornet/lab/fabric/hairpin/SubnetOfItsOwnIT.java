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
import java.time.Duration;

/** The second NICs are in another subnet than the primaries. */
@RequiresRoot
class SubnetOfItsOwnIT {

  private static final Nft NFT = Nft.of(Programs.ofUser());

  @EachRpFilter
  void aPartnersPrimaryAddressCannotReachTheSecondOneAndWhatItSendsIsDroppedAsSpoofed(
      int rpFilter) {
    try (MirrorPair pair = boot(rpFilter)) {
      assertThat(fromPartnersPrimary(pair, Host.LOSS)).isEqualTo(new Attempt.TimedOut());
      assertThat(pair.fabric().spoofed(pair.b().secondary())).as("spoofed on eth1").isPositive();
    }
  }

  @EachRpFilter
  void theRecipeOnBothLetsItReachTheSecondAddress(int rpFilter) {
    try (MirrorPair pair = boot(rpFilter)) {
      HandRecipe.on(pair.a()).apply();
      HandRecipe.on(pair.b()).apply();

      assertThat(fromPartnersPrimary(pair, Host.PATIENCE).connected()).isTrue();
    }
  }

  private static Attempt fromPartnersPrimary(MirrorPair pair, Duration patience) {
    return pair.b()
        .caller()
        .boundTo(pair.b().p())
        .waiting(patience)
        .call(pair.a().s(), REGISTRY.port());
  }

  private static MirrorPair boot(int rpFilter) {
    return MirrorPair.boot(Layout.usual(rpFilter).with(SecondInterface.OTHER_SUBNET), NFT);
  }
}
