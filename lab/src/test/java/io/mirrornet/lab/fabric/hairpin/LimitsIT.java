package io.mirrornet.lab.fabric.hairpin;

import static io.mirrornet.lab.fabric.world.Mirror.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.Pod;
import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.fabric.traffic.BannerClient;
import io.mirrornet.lab.fabric.world.Host;
import io.mirrornet.lab.fabric.world.Layout;
import io.mirrornet.lab.fabric.world.Mirror;
import io.mirrornet.lab.fabric.world.MirrorPair;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.net.Ipv4Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the recipe does not do, so that nobody promises it. All primaries run on hs-vm-a, which has
 * the recipe.
 */
@RequiresRoot
@ParameterizedClass(name = "rp_filter {0}")
@ValueSource(ints = {0, 1, 2})
class LimitsIT {

  private static final Nft NFT = Nft.of(Programs.ofUser());

  private final MirrorPair pair;
  private final Host a;

  LimitsIT(int rpFilter) {
    pair = MirrorPair.boot(Layout.usual(rpFilter), NFT);
    a = pair.a();
    HandRecipe.on(a).apply();
  }

  @AfterEach
  void shutDown() {
    pair.close();
  }

  @Test
  void aFirewallThatAdmitsPrimaryAddressesOnlyRefusesEveryCallToAVip() {
    NFT.apply(
        a.namespace(),
        """
        table ip firewall {
          chain input {
            type filter hook input priority filter; policy accept;
            tcp dport %d ip saddr != { %s, %s } reject with tcp reset
          }
        }
        """
            .formatted(REGISTRY.port(), a.p(), pair.b().p()));

    assertThat(a.caller().call(REGISTRY.vip(), REGISTRY.port())).isEqualTo(new Attempt.Refused());
    assertThat(pair.b().caller().call(REGISTRY.vip(), REGISTRY.port()).connected()).isTrue();
  }

  @Test
  void aSocketBoundToThePrimaryAddressStillCannotReachAVipOnItsOwnHost() {
    assertThat(lost(a.caller().boundTo(a.p()), REGISTRY)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aPodStillCannotReachAVipOnItsOwnNode(Pod.Network network) {
    try (Pod pod = pod(network)) {
      assertThat(lost(BannerClient.in(pod.namespace(), Host.PATIENCE), REGISTRY)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPodNoLongerReachesTheSecondAddressOfItsOwnNode(Pod.Network network) {
    try (Pod pod = pod(network)) {
      assertThat(
              BannerClient.in(pod.namespace(), Host.LOSS).call(a.s(), REGISTRY.port()).connected())
          .isFalse();
    }
  }

  @Test
  void aPodWithAnAddressOfTheNetworkIsLostWhereEth1IsPreferredUnlessItIsPinnedToo() {
    pair.primary(REGISTRY, pair.b());
    a.preferSecondary();
    try (Pod pod = pod(Pod.Network.FLAT)) {
      BannerClient caller = BannerClient.in(pod.namespace(), Host.PATIENCE);
      assertThat(lost(caller, REGISTRY)).isTrue();

      HandRecipe.on(a).pins(a.podAddress()).forEach(step -> step.apply().run());

      assertThat(caller.call(REGISTRY.vip(), REGISTRY.port()).connected()).isTrue();
    }
  }

  private static boolean lost(BannerClient caller, Mirror mirror) {
    return !caller.waiting(Host.LOSS).call(mirror.vip(), mirror.port()).connected();
  }

  private Pod pod(Pod.Network network) {
    Ipv4Address address =
        switch (network) {
          case FLAT -> a.podAddress();
          case MASQUERADED -> Ipv4Address.parse("192.168.7.2");
        };
    return Pod.start(a.namespace(), "pod", address, network, NFT);
  }
}
