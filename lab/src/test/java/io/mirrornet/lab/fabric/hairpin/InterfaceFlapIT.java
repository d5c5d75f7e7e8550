package io.mirrornet.lab.fabric.hairpin;

import static io.mirrornet.lab.fabric.world.Mirror.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.traffic.Session;
import io.mirrornet.lab.fabric.world.Host;
import io.mirrornet.lab.fabric.world.Layout;
import io.mirrornet.lab.fabric.world.MirrorPair;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Programs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * eth0 goes down and up on the host of caller and primary. Its routes go with it, and until
 * somebody restores them the primary's answers have no way out. Twenty hairpin connections are open
 * meanwhile, each with an answer in flight.
 */
@RequiresRoot
class InterfaceFlapIT {

  private static final Nft NFT = Nft.of(Programs.ofUser());
  private static final int SESSIONS = 20;

  @EachRpFilter
  void theNaiveCompletionResetsEveryHairpinConnection(int rpFilter) throws IOException {
    try (MirrorPair pair = MirrorPair.boot(Layout.usual(rpFilter), NFT)) {
      NaiveCompletion.apply(pair.a());

      long survivors =
          survivors(
              pair.a(),
              () -> serversSockets(pair.a()).isEmpty(),
              () -> NaiveCompletion.restoreRouteOfP(pair.a()));

      assertThat(survivors).isZero();
    }
  }

  @EachRpFilter
  void theRecipeStallsThemAndAllGoOnWhenTheRouteIsBack(int rpFilter) throws IOException {
    try (MirrorPair pair = MirrorPair.boot(Layout.usual(rpFilter), NFT)) {
      HandRecipe recipe = HandRecipe.on(pair.a());
      recipe.apply();
      long before = sentWithoutRoute(pair.a());

      long survivors =
          survivors(
              pair.a(),
              () -> sentWithoutRoute(pair.a()) >= before + SESSIONS,
              recipe.routeOfP().apply());

      assertThat(survivors).isEqualTo(SESSIONS);
    }
  }

  /**
   * Lets eth0 flap, and counts who gets the answer that was in flight.
   *
   * @param harmed whether the missing route has shown its effect
   * @param restore brings the route back
   */
  private static long survivors(Host host, BooleanSupplier harmed, Runnable restore)
      throws IOException {
    List<Session> sessions = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SESSIONS; i++) {
        sessions.add(host.caller().open(REGISTRY.vip(), REGISTRY.port()));
      }
      loseAnswers(host);
      List<CompletableFuture<Boolean>> answers =
          sessions.stream()
              .map(session ->
                  CompletableFuture.supplyAsync(() -> session.isAlive(Host.PATIENCE), threads))
              .toList();
      await("answers in flight")
          .until(() ->
              serversSockets(host).size() == SESSIONS
                  && serversSockets(host).stream()
                      .noneMatch(socket -> socket.matches("\\d+ +0 .*")));
      host.namespace().ip("link set eth0 down", "link set eth0 up");
      NFT.apply(host.namespace(), "delete table ip wire");
      await("answers without a route").until(harmed::getAsBoolean);
      restore.run();
      return answers.stream().filter(CompletableFuture::join).count();
    } finally {
      sessions.forEach(Session::close);
    }
  }

  private static void loseAnswers(Host host) {
    NFT.apply(
        host.namespace(),
        """
        table ip wire {
          chain out {
            type filter hook postrouting priority filter; policy accept;
            oifname "eth0" ip saddr %s ip daddr %s drop
          }
        }
        """
            .formatted(host.p(), host.s()));
  }

  /** The primary's ends of the hairpin connections; the second column is what is unacknowledged. */
  private static List<String> serversSockets(Host host) {
    return host.namespace()
        .exec(
            "ss",
            "-Htn",
            "state",
            "established",
            "src",
            host.p() + ":" + REGISTRY.port(),
            "dst",
            host.s().toString())
        .lines()
        .toList();
  }

  /** How many packets the guest could not route (RFC 4293, ipSystemStatsOutNoRoutes). */
  private static long sentWithoutRoute(Host host) {
    List<List<String>> ip =
        host.namespace()
            .exec("cat", "/proc/self/net/snmp")
            .lines()
            .filter(line -> line.startsWith("Ip:"))
            .map(line -> List.of(line.split(" ")))
            .toList();
    return Long.parseLong(ip.getLast().get(ip.getFirst().indexOf("OutNoRoutes")));
  }
}
