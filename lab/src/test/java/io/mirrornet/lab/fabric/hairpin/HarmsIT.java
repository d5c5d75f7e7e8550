package io.mirrornet.lab.fabric.hairpin;

import static io.mirrornet.lab.fabric.world.Mirror.INDEX;
import static io.mirrornet.lab.fabric.world.Mirror.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.Pod;
import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.fabric.traffic.Banner;
import io.mirrornet.lab.fabric.traffic.BannerClient;
import io.mirrornet.lab.fabric.traffic.Session;
import io.mirrornet.lab.fabric.world.Host;
import io.mirrornet.lab.fabric.world.Layout;
import io.mirrornet.lab.fabric.world.MirrorPair;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.net.Ipv4Address;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What else breaks on a host with a second NIC: by itself, with the published route, or with the
 * {@link NaiveCompletion} of it; and that the recipe keeps it whole. Registry's primary runs on
 * hs-vm-a, which has the remedy; index's on hs-vm-b.
 */
@RequiresRoot
@ParameterizedClass(name = "rp_filter {0}")
@ValueSource(ints = {0, 1, 2})
class HarmsIT {

  private static final Ipv4Address LOOPBACK = Ipv4Address.parse("127.0.0.1");

  private static final Nft NFT = Nft.of(Programs.ofUser());
  private final MirrorPair pair;
  private final Host a;
  private final Host b;

  HarmsIT(int rpFilter) {
    pair = MirrorPair.boot(Layout.usual(rpFilter), NFT);
    a = pair.a();
    b = pair.b();
    pair.primary(INDEX, b);
  }

  @AfterEach
  void shutDown() {
    pair.close();
  }

  @Test
  void theNaiveCompletionDoesCureTheHairpin() {
    NaiveCompletion.apply(a);

    assertThat(a.caller().call(REGISTRY.vip(), REGISTRY.port()).connected()).isTrue();
  }

  @Test
  void theNaiveCompletionCutsSessionsThatAreOpen() throws IOException {
    try (Session open = a.caller().open(INDEX.vip(), INDEX.port())) {
      NaiveCompletion.apply(a);

      assertThat(open.isAlive(Host.LOSS)).isFalse();
      assertThatSpoofingWasDroppedOnEth1();
    }
  }

  @Test
  void theRecipeKeepsSessionsThatAreOpen() throws IOException {
    try (Session open = a.caller().open(INDEX.vip(), INDEX.port())) {
      HandRecipe.on(a).apply();

      assertThat(open.banner().source()).isEqualTo(a.p());
      assertThat(open.isAlive(Host.PATIENCE)).isTrue();
    }
  }

  @Test
  void theNaiveCompletionCutsOffSocketsThatAreBoundToThePrimaryAddress() {
    NaiveCompletion.apply(a);

    assertThat(a.caller().boundTo(a.p()).waiting(Host.LOSS).call(INDEX.vip(), INDEX.port()))
        .isEqualTo(new Attempt.TimedOut());
    assertThatSpoofingWasDroppedOnEth1();
  }

  @Test
  void theNaiveCompletionCutsOffPodsWithAddressesOfTheNetwork() {
    try (Pod pod = flatPod()) {
      NaiveCompletion.apply(a);

      assertThat(BannerClient.in(pod.namespace(), Host.LOSS).call(INDEX.vip(), INDEX.port()))
          .isEqualTo(new Attempt.TimedOut());
      assertThatSpoofingWasDroppedOnEth1();
    }
  }

  @Test
  void theNaiveCompletionCutsOpenSessionsOfMasqueradedPods() throws IOException {
    try (Pod pod = masqueradedPod();
        Session open =
            BannerClient.in(pod.namespace(), Host.PATIENCE).open(INDEX.vip(), INDEX.port())) {
      NaiveCompletion.apply(a);

      // Not even spoofed: conntrack gives up a masqueraded flow that changes its interface.
      assertThat(open.isAlive(Host.LOSS)).isFalse();
    }
  }

  @Test
  void theRecipeKeepsOpenSessionsOfPods() throws IOException {
    try (Pod flat = flatPod();
        Pod masqueraded = masqueradedPod();
        Session one =
            BannerClient.in(flat.namespace(), Host.PATIENCE).open(INDEX.vip(), INDEX.port());
        Session other =
            BannerClient.in(masqueraded.namespace(), Host.PATIENCE)
                .open(INDEX.vip(), INDEX.port())) {
      HandRecipe.on(a).apply();

      assertThat(one.isAlive(Host.PATIENCE)).as("flat").isTrue();
      assertThat(other.banner().source()).as("masqueraded").isEqualTo(a.p());
      assertThat(other.isAlive(Host.PATIENCE)).as("masqueraded").isTrue();
    }
  }

  @Test
  void theRecipeKeepsTheCallsOfPodsAsTheyWere() {
    HandRecipe.on(a).apply();

    try (Pod flat = flatPod();
        Pod masqueraded = masqueradedPod()) {
      assertThat(BannerClient.in(flat.namespace(), Host.PATIENCE).call(INDEX.vip(), INDEX.port()))
          .isEqualTo(new Attempt.Connected(new Banner(b.name(), INDEX.name(), a.podAddress())));
      assertThat(
              BannerClient.in(masqueraded.namespace(), Host.PATIENCE)
                  .call(INDEX.vip(), INDEX.port()))
          .isEqualTo(new Attempt.Connected(new Banner(b.name(), INDEX.name(), a.p())));
    }
  }

  @Test
  void afterTheNaiveCompletionTheAddressesOfOneHostLoseEachOther() {
    NaiveCompletion.apply(a);

    assertThat(a.caller().boundTo(a.s()).waiting(Host.LOSS).call(a.p(), REGISTRY.port()))
        .as("S to P")
        .isEqualTo(new Attempt.TimedOut());
    assertThat(a.caller().boundTo(a.p()).waiting(Host.LOSS).call(a.s(), REGISTRY.port()))
        .as("P to S")
        .isEqualTo(new Attempt.TimedOut());
  }

  @Test
  void afterTheNaiveCompletionANetworkManagerCanLeaveTheHostWithoutALocalRule() {
    NaiveCompletion.apply(a);

    Rules.removeForeign(a.namespace());

    assertThat(Rules.of(a.namespace())).noneMatch(Rules.Rule::isLocal);
    assertThat(a.caller().waiting(Host.LOSS).call(LOOPBACK, REGISTRY.port()).connected()).isFalse();
  }

  @Test
  void afterTheRecipeANetworkManagerTakesOurRulesAndNotTheLocalOne() {
    HandRecipe.on(a).apply();

    Rules.removeForeign(a.namespace());

    assertThat(Rules.of(a.namespace()))
        .filteredOn(Rules.Rule::isLocal)
        .containsExactly(new Rules.Rule(0, "local", "kernel"));
    assertThat(a.caller().call(LOOPBACK, REGISTRY.port()).connected()).isTrue();
    assertThat(pair.outsideCaller().call(REGISTRY.vip(), REGISTRY.port()).connected()).isTrue();
  }

  @Test
  void afterTheNaiveCompletionARuleWithoutPreferenceOvertakesLocal() {
    NaiveCompletion.apply(a);

    a.namespace().ip("rule add from 10.99.0.0/16 lookup 77");

    assertThat(tablesInOrder()).containsSubsequence("77", "local");
  }

  @Test
  void afterTheRecipeARuleWithoutPreferenceStaysBehindLocal() {
    HandRecipe.on(a).apply();

    a.namespace().ip("rule add from 10.99.0.0/16 lookup 77");

    assertThat(tablesInOrder()).containsSubsequence("local", "77");
  }

  @Test
  void whereEth1IsPreferredPartnersAndProbesLoseTheHostEvenWithoutAnyRoute() throws Exception {
    PacketWatch watch = PacketWatch.on(a.namespace(), b.p(), a.p(), NFT);
    a.preferSecondary();

    assertThat(b.caller().waiting(Host.LOSS).call(a.p(), REGISTRY.port()))
        .isEqualTo(new Attempt.TimedOut());
    assertThat(pair.fabric().awaitHealthy(pair.balancing(REGISTRY), Set.of(), Host.PATIENCE))
        .as("no backend is healthy")
        .isTrue();
    long refused = watch.synArrived() - watch.synAccepted();
    assertThat(pair.fabric().spoofed(a.secondary()) + refused)
        .as("answers dropped as spoofed on eth1, or calls refused by the strict filter")
        .isPositive();
  }

  @Test
  void theRecipeBringsPartnersAndProbesBackWhereEth1IsPreferred() throws Exception {
    a.preferSecondary();
    assertThat(pair.fabric().awaitHealthy(pair.balancing(REGISTRY), Set.of(), Host.PATIENCE))
        .isTrue();

    HandRecipe.on(a).apply();

    assertThat(b.caller().call(a.p(), REGISTRY.port()).connected()).isTrue();
    assertThat(pair.fabric().awaitHealthy(pair.balancing(REGISTRY), Set.of(a.p()), Host.PATIENCE))
        .as("the primary is healthy again")
        .isTrue();
  }

  private void assertThatSpoofingWasDroppedOnEth1() {
    assertThat(pair.fabric().spoofed(a.secondary())).as("spoofed on eth1").isPositive();
  }

  private List<String> tablesInOrder() {
    return Rules.of(a.namespace()).stream().map(Rules.Rule::table).toList();
  }

  private Pod flatPod() {
    return Pod.start(a.namespace(), "flat", a.podAddress(), Pod.Network.FLAT, NFT);
  }

  private Pod masqueradedPod() {
    Ipv4Address inside = Ipv4Address.parse("192.168.7.2");
    return Pod.start(a.namespace(), "masq", inside, Pod.Network.MASQUERADED, NFT);
  }
}
