package io.mirrornet.lab.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import io.mirrornet.net.MacAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesetTest {

  private static final Subnet HS = new Subnet("hs", Ipv4Prefix.parse("10.2.1.0/24"));
  private static final Ipv4Address A = Ipv4Address.parse("10.2.1.4");
  private static final Ipv4Address B = Ipv4Address.parse("10.2.1.5");
  private static final Ipv4Address VIP = Ipv4Address.parse("10.2.1.100");
  private static final HealthProbe PROBE = new HealthProbe.Tcp(1972, Duration.ofSeconds(5), 1);

  @Test
  void anEmptyNetworkDropsWhatNobodyHas() {
    assertThat(Ruleset.render(FabricState.EMPTY))
        .isEqualTo(
            """
            add table ip fabric
            flush table ip fabric
            table ip fabric {
              chain antispoofing {
                type filter hook prerouting priority raw; policy accept;
              }
              chain floating {
                type filter hook prerouting priority mangle; policy accept;
                ct direction original ct mark != 0 meta mark set ct mark
              }
              chain frontends {
                type nat hook prerouting priority dstnat; policy accept;
              }
              chain unknown {
                type filter hook forward priority filter; policy accept;
                oifname "void" drop
              }
            }
            """);
  }

  @Test
  void aNicMaySendFromItsOwnAddressesOnly() {
    FabricState state = FabricState.EMPTY.plus(port(1, A, Ipv4Address.parse("10.2.1.64")));

    assertThat(Ruleset.render(state))
        .contains(
            "counter spoofed_nic1 { }",
            "iifname \"nic1\" ip saddr != { 10.2.1.4, 10.2.1.64 } counter name \"spoofed_nic1\""
                + " drop");
  }

  @Test
  void aFrontendIsTranslatedToTheOneBackendThatIsHealthy() {
    FabricState state = pool(rule(false)).with(new ProbedBackend(B, PROBE), true);

    assertThat(Ruleset.render(state))
        .contains("ip daddr 10.2.1.100 tcp dport 1972 dnat to 10.2.1.5:1973");
  }

  @Test
  void severalHealthyBackendsShareTheFlowsByTheirFiveTuple() {
    FabricState state =
        pool(rule(false))
            .with(new ProbedBackend(A, PROBE), true)
            .with(new ProbedBackend(B, PROBE), true);

    assertThat(Ruleset.render(state))
        .contains(
            "dnat to jhash ip saddr . ip daddr . meta l4proto . tcp sport . tcp dport mod 2"
                + " seed 0x6d697272 map { 0 : 10.2.1.4, 1 : 10.2.1.5 }:1973");
  }

  @Test
  void aFrontendWithoutAHealthyBackendDropsInSilence() {
    assertThat(Ruleset.render(pool(rule(false))))
        .contains("ip daddr 10.2.1.100 tcp dport 1972 drop");
  }

  @Test
  void floatingIpMarksTheFlowForItsNicAndLetsThatNicAnswerFromTheFrontendsAddress() {
    FabricState state = pool(rule(true)).with(new ProbedBackend(B, PROBE), true);

    assertThat(Ruleset.render(state))
        .contains(
            "ip daddr 10.2.1.100 tcp dport 1972 ct state new ct mark set 2",
            "iifname \"nic2\" ip saddr != { 10.2.1.5, 10.2.1.100 }")
        .doesNotContain("dnat");
  }

  @Test
  void floatingIpWithoutAHealthyBackendDropsNewFlowsAndNoOthers() {
    assertThat(Ruleset.render(pool(rule(true))))
        .contains("ip daddr 10.2.1.100 tcp dport 1972 ct state new drop");
  }

  @Test
  void healthIsForgottenWithTheLastRuleThatAsksForIt() {
    FabricState state = pool(rule(false)).with(new ProbedBackend(B, PROBE), true);

    assertThat(state.with(List.of()).healthy()).isEmpty();
    assertThat(state.with(List.of(rule(true))).healthy())
        .isEqualTo(Set.of(new ProbedBackend(B, PROBE)));
  }

  private static FabricState pool(LoadBalancingRule rule) {
    return FabricState.EMPTY.plus(port(1, A)).plus(port(2, B)).with(List.of(rule));
  }

  private static LoadBalancingRule rule(boolean floatingIp) {
    return new LoadBalancingRule("registry", VIP, 1972, List.of(A, B), 1973, PROBE, floatingIp);
  }

  private static Port port(int index, Ipv4Address primary, Ipv4Address... others) {
    return new Port(
        index,
        new NetworkInterface(
            "nic-" + index,
            new MacAddress(0x000d3a_000000L + index),
            primary,
            List.of(others),
            HS));
  }
}
