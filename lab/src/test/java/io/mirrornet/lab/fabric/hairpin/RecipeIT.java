package io.mirrornet.lab.fabric.hairpin;

import static io.mirrornet.lab.fabric.world.Mirror.INDEX;
import static io.mirrornet.lab.fabric.world.Mirror.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.Pod;
import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.fabric.traffic.Banner;
import io.mirrornet.lab.fabric.traffic.BannerClient;
import io.mirrornet.lab.fabric.world.Host;
import io.mirrornet.lab.fabric.world.Layout;
import io.mirrornet.lab.fabric.world.Layout.SecondInterface;
import io.mirrornet.lab.fabric.world.Mirror;
import io.mirrornet.lab.fabric.world.MirrorPair;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.net.Ipv4Address;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What works on hosts with the recipe, in every layout: registry's primary runs on hs-vm-a, index's
 * on hs-vm-b, and both hosts have the recipe. No packet may be dropped as spoofed meanwhile.
 */
@RequiresRoot
@ParameterizedClass(name = "{0}")
@MethodSource("layouts")
class RecipeIT {

  private static final Nft NFT = Nft.of(Programs.ofUser());

  private final MirrorPair pair;

  /** One world for all tests of a layout; JUnit closes it behind the last. */
  record Cured(String name, MirrorPair pair) implements AutoCloseable {

    static Cured boot(int rpFilter, SecondInterface second, boolean eth1Preferred) {
      MirrorPair pair = MirrorPair.boot(Layout.usual(rpFilter).with(second), NFT);
      for (Host host : List.of(pair.a(), pair.b())) {
        HandRecipe.on(host).apply();
        if (eth1Preferred) {
          host.preferSecondary();
        }
      }
      // Waits for answered probes, so this too works whichever NIC is preferred.
      pair.primary(INDEX, pair.b());
      String name =
          "rp_filter %d, eth1 in %s, %s preferred"
              .formatted(rpFilter, second, eth1Preferred ? "eth1" : "eth0");
      return new Cured(name, pair);
    }

    @Override
    public void close() {
      pair.close();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Cured> layouts() {
    return Stream.of(0, 1, 2)
        .flatMap(rpFilter ->
            Stream.of(SecondInterface.SAME_SUBNET, SecondInterface.OTHER_SUBNET)
                .flatMap(second ->
                    Stream.of(false, true)
                        .map(preferred -> Cured.boot(rpFilter, second, preferred))));
  }

  RecipeIT(Cured cured) {
    pair = cured.pair();
  }

  @AfterEach
  void nothingWasSentFromAnAddressOfTheOtherNic() {
    for (Host host : hosts()) {
      assertThat(pair.fabric().spoofed(host.primary())).as("%s eth0", host.name()).isZero();
      assertThat(pair.fabric().spoofed(host.secondary())).as("%s eth1", host.name()).isZero();
    }
  }

  @Test
  void everyHostReachesEveryVipFromItsSecondAddressWhereverThePrimaryIs() {
    for (Host host : hosts()) {
      assertThat(vip(host.caller(), REGISTRY)).isEqualTo(answer("hs-vm-a", REGISTRY, host.s()));
      assertThat(vip(host.caller(), INDEX)).isEqualTo(answer("hs-vm-b", INDEX, host.s()));
    }
  }

  @Test
  void anOutsiderReachesEveryVipAndEveryPrimaryAddress() {
    Ipv4Address outsider = Ipv4Address.parse("10.2.2.9");
    BannerClient caller = pair.outsideCaller();

    assertThat(vip(caller, REGISTRY)).isEqualTo(answer("hs-vm-a", REGISTRY, outsider));
    assertThat(vip(caller, INDEX)).isEqualTo(answer("hs-vm-b", INDEX, outsider));
    for (Host host : hosts()) {
      assertThat(caller.call(host.p(), REGISTRY.port()))
          .isEqualTo(answer(host.name(), REGISTRY, outsider));
    }
  }

  @Test
  void membersReachOneAnotherAtTheirPrimaryAddresses() {
    assertThat(pair.b().caller().call(pair.a().p(), REGISTRY.port()).connected()).isTrue();
    assertThat(pair.a().caller().call(pair.b().p(), REGISTRY.port()).connected()).isTrue();
  }

  @Test
  void aSocketBoundToThePrimaryAddressKeepsItTowardsTheOtherHost() {
    Host a = pair.a();
    BannerClient fromP = a.caller().boundTo(a.p());

    assertThat(vip(fromP, INDEX)).isEqualTo(answer("hs-vm-b", INDEX, a.p()));
    assertThat(fromP.call(pair.b().p(), INDEX.port())).isEqualTo(answer("hs-vm-b", INDEX, a.p()));
  }

  @Test
  void aHostReachesTheOthersSecondAddressFromBothOfItsOwn() {
    Host a = pair.a();
    Host b = pair.b();

    assertThat(b.caller().boundTo(b.p()).call(a.s(), REGISTRY.port()))
        .isEqualTo(answer("hs-vm-a", REGISTRY, b.p()));
    assertThat(b.caller().boundTo(b.s()).call(a.s(), REGISTRY.port()))
        .isEqualTo(answer("hs-vm-a", REGISTRY, b.s()));
  }

  @Test
  void bothAddressesOfOneHostReachEachOther() {
    Host a = pair.a();

    assertThat(a.caller().boundTo(a.s()).call(a.p(), REGISTRY.port()))
        .isEqualTo(answer("hs-vm-a", REGISTRY, a.s()));
    assertThat(a.caller().boundTo(a.p()).call(a.s(), REGISTRY.port()))
        .isEqualTo(answer("hs-vm-a", REGISTRY, a.p()));
  }

  @Test
  void aMasqueradedPodReachesTheOtherHostsVipFromThePrimaryAddress() {
    Host a = pair.a();
    try (Pod pod = masqueraded(a)) {
      assertThat(vip(BannerClient.in(pod.namespace(), Host.PATIENCE), INDEX).connected()).isTrue();
    }
  }

  @Test
  void theKernelsOwnLocalRuleStandsBehindTheRecipesAndNotFurther() {
    List<Rules.Rule> rules = Rules.of(pair.a().namespace());

    List<Rules.Rule> locals = rules.stream().filter(Rules.Rule::isLocal).toList();
    assertThat(locals).containsExactly(new Rules.Rule(0, "local", "kernel"));
    assertThat(rules.subList(0, 5)).extracting(Rules.Rule::preference).containsOnly(0);
    assertThat(rules.get(4).isLocal()).isTrue();
  }

  private List<Host> hosts() {
    return List.of(pair.a(), pair.b());
  }

  private Pod masqueraded(Host host) {
    Ipv4Address inside = Ipv4Address.parse("192.168.7.2");
    return Pod.start(host.namespace(), "masq", inside, Pod.Network.MASQUERADED, NFT);
  }

  private static Attempt vip(BannerClient caller, Mirror mirror) {
    return caller.call(mirror.vip(), mirror.port());
  }

  private static Attempt answer(String host, Mirror mirror, Ipv4Address source) {
    return new Attempt.Connected(new Banner(host, mirror.name(), source));
  }
}
