package io.mirrornet.agent.guard;

import static io.mirrornet.lab.fabric.world.Mirror.INDEX;
import static io.mirrornet.lab.fabric.world.Mirror.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mirrornet.agent.netlink.Route;
import io.mirrornet.agent.netlink.Rtnetlink;
import io.mirrornet.agent.netlink.Rule;
import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.fabric.world.Layout;
import io.mirrornet.lab.fabric.world.Mirror;
import io.mirrornet.lab.fabric.world.MirrorPair;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever others do to our entries, shortly after all is as it was, and theirs is left alone. The
 * kernel's word must have done it: what is waited for at most is far less than the guard's own
 * rest.
 */
@RequiresRoot
class DriftIT {

  private static final String V = "47100";
  private static final String T_P = "167903492"; // 10.2.1.4
  private static final String T_S = "167903502"; // 10.2.1.14

  private static MirrorPair pair;

  private GuardedHost a;
  private String whole;

  @BeforeAll
  static void boot() {
    pair = MirrorPair.boot(Layout.usual(1), Nft.of(Programs.ofUser()));
    pair.primary(INDEX, pair.b());
  }

  @AfterAll
  static void powerOff() {
    pair.close();
  }

  @BeforeEach
  void program() {
    a = GuardedHost.of(pair.a()).program();
    whole = a.entries();
  }

  @AfterEach
  void clear() {
    a.clear();
    a.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ip link set eth1 down",
        "ip link set eth1 down; ip link set eth1 up",
        "ip link set eth1 group default",
        "ip link set eth0 group 47100",
        "ip route del 10.2.1.100 table " + V,
        "ip route flush table " + V,
        "ip route flush table " + T_P,
        "ip route flush table " + T_S,
        "ip route replace 10.2.1.100 via 10.2.1.9 dev eth1 onlink table " + V,
        "ip route replace 10.2.1.100 dev eth0 table " + V,
        "ip route prepend 10.2.1.100 via 10.2.1.9 dev eth1 onlink table " + V,
        "ip route append 10.2.1.100 via 10.2.1.9 dev eth1 onlink table " + V,
        "ip route replace blackhole 10.2.1.100 table " + V,
        "ip route add 10.2.1.99 dev eth1 proto 77 table " + V,
        "ip route add 10.2.1.99 dev eth1 proto 77",
        "ip route replace default dev eth1 table " + T_P,
        "ip rule del pref 150",
        "ip rule del pref 151",
        "ip rule del pref 32700; ip rule del pref 32701",
        "ip rule add pref 7000 from 10.2.1.99 lookup 99 proto 77",
        "ip rule del pref 0 from 10.2.1.4 to 10.2.1.14 blackhole",
        "ip rule del pref 0 from 10.2.1.4 to 10.2.1.14 iif lo lookup 167903492",
        "ip rule add pref 0 lookup local proto 77; ip rule del pref 0 lookup local proto kernel",
        // networkd: whatever is not the kernel's goes
        "ip rule show | grep 'proto 77' | while read pref rest; do ip rule del pref ${pref%:}"
            + " proto 77; done",
        "ip rule flush; ip rule add pref 32766 lookup main proto kernel;"
            + " ip rule add pref 32767 lookup default proto kernel",
        "ip address del 10.2.1.14/24 dev eth1; ip address add 10.2.1.14/24 dev eth1",
        "ip address del 10.2.1.14/24 dev eth1; ip route flush table "
            + V
            + "; ip rule del pref 150;"
            + " ip address add 10.2.1.14/24 dev eth1",
      })
  void damageIsRepairedToTheLetter(String damage) {
    sh(damage);

    awaitWhole();
    assertThat(call(REGISTRY).connected()).as("the hairpin").isTrue();
    assertThat(call(INDEX).connected()).as("the partner").isTrue();
  }

  @Test
  void whatACrashOrAPersonLeftIsCompletedAndPutInOrder() throws Exception {
    a.close();
    sh(
        "ip rule del pref 150; ip rule del pref 0 from 10.2.1.4 to 10.2.1.14 iif lo lookup "
            + T_P
            + "; ip rule add pref 0 from 10.2.1.4 to 10.2.1.14 iif lo lookup "
            + T_P
            + " proto 77"
            + "; ip rule add pref 0 lookup local proto 77"
            + "; ip route flush table "
            + T_P);
    try (Rtnetlink kernel = pair.a().namespace().call(Rtnetlink::new)) {
      kernel.add(Rule.lookup(0, Route.LOCAL_TABLE, Rule.KERNEL_PROTOCOL));
      kernel.rules().stream()
          .filter(rule -> rule.priority() == 151)
          .forEach(rule -> {
            kernel.add(rule);
            kernel.add(rule);
          });
    }

    a = GuardedHost.of(pair.a());
    assertThat(a.entries()).as("nobody has said what is to be").isNotEqualTo(whole);
    a.program();

    awaitWhole();
    assertThat(call(REGISTRY).connected()).isTrue();
  }

  @Test
  void anAddressThatIsTakenAwayIsCompletedAsAHostAddress() {
    sh("ip address flush dev eth1");

    awaitWhole();
    assertThat(pair.a().namespace().exec("ip", "-br", "-4", "address", "show", "eth1"))
        .contains("10.2.1.14/32");
    assertThat(call(REGISTRY).connected()).isTrue();
    restoreEth1();
  }

  @Test
  void aPrimaryThatFlapsFindsItsTableAgainAndItsHairpinsAlive() throws Exception {
    try (var session = pair.a().caller().open(REGISTRY.vip(), REGISTRY.port())) {
      sh(
          "ip link set eth0 down; ip link set eth0 up;"
              + " ip route add default via 10.2.1.1 dev eth0 proto dhcp src 10.2.1.4 metric 100");

      awaitWhole();
      assertThat(session.isAlive(Duration.ofSeconds(10))).isTrue();
    }
    assertThat(call(REGISTRY).connected()).isTrue();
  }

  @Test
  void aRenamedInterfaceIsTheSameOne() {
    sh("ip link set eth1 down; ip link set eth1 name ens9; ip link set ens9 up");

    await().untilAsserted(() -> assertThat(a.entries().replace("ens9", "eth1")).isEqualTo(whole));
    assertThat(call(REGISTRY).connected()).isTrue();
    assertThat(a.last().orElseThrow().interfaceName()).contains("ens9");
    sh("ip link set ens9 down; ip link set ens9 name eth1");
    awaitWhole();
  }

  @Test
  void anInterfaceThatGoesAndComesBackUnderAnotherIndexIsConfiguredFromNothing() {
    pair.fabric().unplug(pair.a().secondary());
    a.await("it is missed", programmed -> programmed.interfaceName().isEmpty());
    sh("ip link add spare0 type veth peer name spare1");

    pair.fabric().plug(pair.a().secondary(), pair.a().namespace(), "eth1");

    awaitWhole();
    assertThat(call(REGISTRY).connected()).isTrue();
    sh("ip link del spare0");
    restoreEth1();
  }

  @Test
  void aVirtualFunctionWithTheSameMacIsNotTakenForTheInterface() {
    String mac = pair.a().secondary().macAddress().toString();
    sh(
        "ip link add synthetic type bridge;"
            + " ip link add vf0 address "
            + mac
            + " type veth peer name vf1;"
            + " ip link set vf0 master synthetic; ip link set vf0 up;"
            + " ip link add link eth1 name stacked address "
            + mac
            + " type macvlan");

    sh("ip route flush table " + V);

    awaitWhole();
    assertThat(a.last().orElseThrow().interfaceName()).contains("eth1");
    sh("ip link del stacked; ip link del vf0; ip link del synthetic");
  }

  @Test
  void rulesOfOthersAtPriorityZeroStayBehindTheLocalRule() {
    sh("ip rule add pref 0 from 10.9.0.0/16 lookup 1000");

    sh("ip rule del pref 0 from 10.2.1.4 to 10.2.1.14 iif lo lookup 167903492");

    await()
        .untilAsserted(() ->
            assertThat(a.entries().lines().takeWhile(line -> line.startsWith("0:")).toList())
                .hasSize(6)
                .satisfies(rules -> assertThat(rules.get(4)).contains("from all lookup local"))
                .satisfies(
                    rules -> assertThat(rules.get(5)).contains("from 10.9.0.0/16 lookup 1000")));
    sh("ip rule del pref 0 from 10.9.0.0/16 lookup 1000");
  }

  @Test
  void routesAndRulesOfOthersAreLeftAlone() {
    String foreign =
        "ip route add 10.7.0.0/16 via 10.2.1.1 dev eth0; ip route add 10.7.0.0/16 via 10.2.1.1 dev"
            + " eth1 table "
            + V
            + "; ip rule add pref 150 from 10.9.0.0/16 lookup 1000";
    sh(foreign);
    sh("ip route del 10.2.1.100 table " + V);

    await()
        .untilAsserted(() ->
            assertThat(a.entries())
                .contains("10.2.1.100 via 10.2.1.1")
                .contains("10.7.0.0/16 via 10.2.1.1 dev eth1")
                .contains("150:\tfrom 10.9.0.0/16 lookup 1000"));
    assertThat(pair.a().namespace().exec("ip", "route", "show", "10.7.0.0/16"))
        .contains("via 10.2.1.1 dev eth0");
    sh(foreign.replace("add", "del"));
    awaitWhole();
  }

  /** As systemd-networkd does: what it did not write goes, then its own comes again. */
  @Test
  void aNetworkManagerThatStartsAgainTakesAllAwayAndAllIsThereAgain(@TempDir Path directory) {
    Path main = directory.resolve("main");

    sh(
        ("ip route save table main > %1$s;"
                + " ip rule flush; ip route flush table %2$s; ip route flush table %3$s;"
                + " ip route flush table %4$s; ip route flush table main;"
                + " ip rule add pref 32766 lookup main proto kernel;"
                + " ip rule add pref 32767 lookup default proto kernel;"
                + " ip route restore < %1$s")
            .formatted(main, V, T_P, T_S));

    awaitWhole();
    assertThat(call(REGISTRY).connected()).as("the hairpin").isTrue();
    assertThat(call(INDEX).connected()).as("the partner").isTrue();
  }

  @Test
  void aStormOfRulesAndFlappingLinksHidesNothing(@TempDir Path directory) throws Exception {
    List<String> storm =
        IntStream.range(0, 2_000)
            .mapToObj(i ->
                switch (i % 500) {
                  case 120 -> "rule del pref 150";
                  case 240 -> "link set eth1 down";
                  case 241 -> "link set eth1 up";
                  case 360 -> "rule del pref 32700";
                  default ->
                      "rule %s pref %d from 10.9.0.0/16 lookup 1000"
                          .formatted(i % 2 == 0 ? "add" : "del", 7_000 + i / 2);
                })
            .toList();
    Path batch = Files.write(directory.resolve("storm"), storm);

    sh("ip -force -batch " + batch + " 2>/dev/null || true");
    sh("for pref in $(seq 7000 8000); do ip rule del pref $pref 2>/dev/null || true; done");

    awaitWhole();
    assertThat(call(REGISTRY).connected()).isTrue();
  }

  @Test
  void aStormOfTenThousandRouteChangesHidesNothing(@TempDir Path directory) throws Exception {
    List<String> storm =
        IntStream.range(0, 10_000)
            .mapToObj(i ->
                i % 2500 == 1250
                    ? "route del 10.2.1.100 table " + V
                    : "route replace 10.20.%d.0/24 via 10.2.1.%d dev eth0"
                        .formatted(i % 200, 20 + i / 200 % 2))
            .toList();
    Path batch = Files.write(directory.resolve("storm"), storm);

    sh("ip -force -batch " + batch + " 2>/dev/null; true");

    awaitWhole();
    assertThat(call(REGISTRY).connected()).isTrue();
    Path calm =
        Files.write(
            directory.resolve("calm"),
            IntStream.range(0, 200).mapToObj("route del 10.20.%d.0/24"::formatted).toList());
    sh("ip -force -batch " + calm + " 2>/dev/null; true");
  }

  private void awaitWhole() {
    await()
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() -> assertThat(a.entries()).isEqualTo(whole));
  }

  /** As its DHCP client would. */
  private static void restoreEth1() {
    sh("ip address add 10.2.1.14/24 dev eth1; ip link set eth1 up");
  }

  private static Attempt call(Mirror mirror) {
    return pair.a().caller().call(mirror.vip(), mirror.port());
  }

  private static void sh(String script) {
    pair.a().namespace().exec("sh", "-ec", script);
  }
}
