package io.mirrornet.lab.fabric.hairpin;

import static io.mirrornet.lab.fabric.world.Mirror.INDEX;
import static io.mirrornet.lab.fabric.world.Mirror.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.traffic.Load;
import io.mirrornet.lab.fabric.traffic.Session;
import io.mirrornet.lab.fabric.world.Host;
import io.mirrornet.lab.fabric.world.Layout;
import io.mirrornet.lab.fabric.world.Mirror;
import io.mirrornet.lab.fabric.world.MirrorPair;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.net.Ipv4Address;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The way to the recipe and back is safe at every step: what worked before works all along.
 * Registry's primary runs on hs-vm-a, where the recipe comes and goes; index's on hs-vm-b.
 */
@RequiresRoot
@ParameterizedClass(name = "rp_filter {0}")
@ValueSource(ints = {0, 1, 2})
class RecipeStepsIT {

  private static final Nft NFT = Nft.of(Programs.ofUser());
  private static final Ipv4Address LOOPBACK = Ipv4Address.parse("127.0.0.1");
  private static final int ROUNDS = 20;

  private final MirrorPair pair;
  private final Host a;
  private final Host b;

  RecipeStepsIT(int rpFilter) {
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
  void whatWorkedBeforeWorksAfterEveryStepForwardAndBack() throws IOException {
    List<HandRecipe.Step> steps = HandRecipe.on(a).steps();
    try (Session fromP = a.caller().open(INDEX.vip(), INDEX.port());
        Session toP = pair.outsideCaller().open(REGISTRY.vip(), REGISTRY.port())) {
      for (HandRecipe.Step step : steps) {
        step.apply().run();
        assertThatNothingIsLost("after " + step.name(), fromP, toP);
      }
      assertThat(a.caller().call(REGISTRY.vip(), REGISTRY.port()).connected())
          .as("the hairpin is cured")
          .isTrue();

      for (HandRecipe.Step step : steps.reversed()) {
        step.remove().run();
        assertThatNothingIsLost("after the removal of " + step.name(), fromP, toP);
      }
    }
  }

  @Test
  void removalLeavesTheGuestAsItWas() {
    String before = configuration();

    HandRecipe.on(a).apply();
    assertThat(configuration()).isNotEqualTo(before);
    HandRecipe.on(a).remove();

    assertThat(configuration()).isEqualTo(before);
  }

  @Test
  void aSessionFromTheSecondAddressOutlivesTheRemovalOfItsRoute() throws IOException {
    List<HandRecipe.Step> steps = HandRecipe.on(a).steps();
    steps.forEach(step -> step.apply().run());

    try (Session hairpin = a.caller().open(REGISTRY.vip(), REGISTRY.port())) {
      steps.reversed().stream()
          .takeWhile(step -> !step.name().equals(HandRecipe.NOTHING_USES_S))
          .forEach(step -> step.remove().run());

      assertThat(hairpin.banner().source()).isEqualTo(a.s());
      assertThat(hairpin.isAlive(Host.PATIENCE)).isTrue();
    }
  }

  @Test
  void underLoadNoConnectionFailsHoweverOftenItComesAndGoes() throws IOException {
    HandRecipe recipe = HandRecipe.on(a);
    try (Session held = a.caller().open(INDEX.vip(), INDEX.port());
        Load fromHost = Load.start(a.caller(), INDEX.vip(), INDEX.port());
        Load fromP = Load.start(a.caller().boundTo(a.p()), INDEX.vip(), INDEX.port());
        Load fromPartner = Load.start(b.caller(), REGISTRY.vip(), REGISTRY.port());
        Load fromOutside = Load.start(pair.outsideCaller(), REGISTRY.vip(), REGISTRY.port())) {
      for (int round = 0; round < ROUNDS; round++) {
        recipe.apply();
        recipe.remove();
      }

      for (Load load : List.of(fromHost, fromP, fromPartner, fromOutside)) {
        Load.Result result = load.stop();
        assertThat(result.failures()).isEmpty();
        assertThat(result.connected()).isGreaterThan(ROUNDS);
      }
      assertThat(held.isAlive(Host.PATIENCE)).isTrue();
    }
  }

  private void assertThatNothingIsLost(String when, Session fromP, Session toP) {
    assertThat(vip(a, INDEX)).as("a to the other host's VIP, " + when).isTrue();
    assertThat(a.caller().boundTo(a.p()).call(INDEX.vip(), INDEX.port()).connected())
        .as("the same from P, " + when)
        .isTrue();
    assertThat(vip(b, REGISTRY)).as("b to a's VIP, " + when).isTrue();
    assertThat(b.caller().call(a.p(), REGISTRY.port()).connected())
        .as("b to a's P, " + when)
        .isTrue();
    assertThat(a.caller().call(LOOPBACK, REGISTRY.port()).connected())
        .as("loopback, " + when)
        .isTrue();
    assertThat(a.caller().call(a.p(), REGISTRY.port()).connected())
        .as("a to its own P, " + when)
        .isTrue();
    assertThat(fromP.isAlive(Host.PATIENCE)).as("a session from P, " + when).isTrue();
    assertThat(toP.isAlive(Host.PATIENCE)).as("a session to P, " + when).isTrue();
  }

  private static boolean vip(Host host, Mirror mirror) {
    return host.caller().call(mirror.vip(), mirror.port()).connected();
  }

  private String configuration() {
    return a.namespace().exec("ip", "-d", "rule")
        + a.namespace().exec("ip", "-d", "route", "show", "table", "all")
        + a.namespace().exec("ip", "-d", "-o", "link");
  }
}
