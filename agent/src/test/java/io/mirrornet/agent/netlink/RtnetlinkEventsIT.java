package io.mirrornet.agent.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel tells those who listen, and what it does not. */
@RequiresRoot
class RtnetlinkEventsIT {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration AT_ONCE = Duration.ZERO;

  private final NetworkNamespace vm = NetworkNamespace.create("vm");
  private final Rtnetlink kernel = vm.call(Rtnetlink::new);
  private final RtnetlinkEvents events = vm.call(() -> new RtnetlinkEvents(kernel.port()));

  @BeforeEach
  void plugANic() {
    ip("link add eth1 type veth peer name far1");
    ip("link set far1 up");
    ip("link set eth1 up");
    ip("address add 10.1.1.14/24 dev eth1");
    events.await(SOON);
  }

  @AfterEach
  void close() {
    events.close();
    kernel.close();
    vm.close();
  }

  @Test
  void aLinkThatGoesDownIsToldButNotTheRoutesThatGoWithIt() {
    ip("route add 10.1.9.0/24 via 10.1.1.1 dev eth1 table 1000");
    events.await(SOON);

    ip("link set eth1 down");

    List<Notification> told = events.await(SOON);
    assertThat(told)
        .anySatisfy(event ->
            assertThat(event)
                .isInstanceOfSatisfying(
                    Notification.OfLink.class,
                    link -> {
                      assertThat(link.link().name()).isEqualTo("eth1");
                      assertThat(link.link().up()).isFalse();
                      assertThat(link.gone()).isFalse();
                    }));
    assertThat(told).noneMatch(Notification.OfRoute.class::isInstance);
    assertThat(kernel.routesOfTable(1000)).isEmpty();
  }

  @Test
  void addressesRoutesAndRulesAreTold() {
    ip("address add 10.1.1.15/32 dev eth1");
    ip("rule add pref 150 from 10.1.1.14 lookup 1000 proto 77");
    ip("rule del pref 150 from 10.1.1.14 lookup 1000 proto 77");
    ip("route add 10.1.9.0/24 via 10.1.1.1 dev eth1 table 1000 proto 77");

    List<Notification> told = events.await(SOON);

    Rule rule = Rule.lookup(150, 1000, 77).from(Ipv4Prefix.parse("10.1.1.14/32"));
    assertThat(told)
        .contains(new Notification.OfRule(rule, false), new Notification.OfRule(rule, true))
        .anyMatch(event ->
            event instanceof Notification.OfAddress(Address address, boolean gone)
                && address.local().equals(Ipv4Address.parse("10.1.1.15"))
                && !gone)
        .anyMatch(event ->
            event instanceof Notification.OfRoute(Route route, boolean gone)
                && route.table() == 1000
                && route.protocol() == 77
                && !gone);
  }

  @Test
  void routesAndRulesThatOurOwnSocketChangesAreNotTold() {
    int eth1 =
        kernel.links().stream()
            .filter(link -> link.name().equals("eth1"))
            .findFirst()
            .orElseThrow()
            .index();

    kernel.replace(
        Route.onLink(
            1000, Ipv4Prefix.parse("10.1.9.0/24"), Ipv4Address.parse("10.1.1.1"), eth1, 77));
    kernel.add(Rule.lookup(150, 1000, 77));

    assertThat(kernel.rules()).contains(Rule.lookup(150, 1000, 77));
    assertThat(events.await(AT_ONCE)).isEmpty();
  }

  @Test
  void aWakeUpEndsTheWait() {
    events.wake();

    assertThat(events.await(Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void whoCannotKeepUpWithAStormIsToldThatSomethingIsLost(@TempDir Path directory)
      throws Exception {
    try (RtnetlinkEvents small = vm.call(() -> new RtnetlinkEvents(kernel.port(), 4096))) {
      Path storm =
          Files.write(
              directory.resolve("storm"),
              IntStream.range(0, 1000)
                  .mapToObj(
                      i -> "route replace 10.9.0.0/24 via 10.1.1.%d dev eth1".formatted(2 + i % 2))
                  .toList());

      vm.exec("ip", "-batch", storm.toString());

      assertThat(small.await(SOON)).contains(new Notification.Overrun());
      ip("route del 10.9.0.0/24");
      assertThat(small.await(SOON))
          .as("after the loss it hears again")
          .hasSize(1)
          .hasOnlyElementsOfType(Notification.OfRoute.class);
    }
  }

  private void ip(String arguments) {
    vm.exec(("ip " + arguments).split(" "));
  }
}
