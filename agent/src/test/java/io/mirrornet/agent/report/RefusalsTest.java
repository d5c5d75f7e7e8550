package io.mirrornet.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.agent.assignment.Assignment;
import io.mirrornet.agent.assignment.HostRoute;
import io.mirrornet.agent.guard.Programmed;
import io.mirrornet.agent.netlink.Address;
import io.mirrornet.agent.netlink.Link;
import io.mirrornet.agent.route.Change;
import io.mirrornet.api.Condition;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.ConditionType;
import io.mirrornet.api.hostroute.Destination;
import io.mirrornet.api.hostroute.GuestInterface;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.hostroute.Probes;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.MacAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a refusal of the kernel is called. */
class RefusalsTest {

  private static final Ipv4Address SECOND = Ipv4Address.parse("10.2.1.15");
  private static final HostRoute ROUTE =
      new HostRoute(
          "healthshare",
          "ucr-hs-vm-a",
          "route-1",
          1,
          Instant.EPOCH,
          new MirrorHostRouteSpec(
              "hs-vm-a",
              "node-1",
              "00000000-0000-0000-0000-000000000001",
              new GuestInterface(
                  MacAddress.parse("00:0d:3a:00:00:15"), SECOND, 24, Ipv4Address.parse("10.2.1.1")),
              List.of(),
              List.of(
                  new Destination(
                      Ipv4Address.parse("10.2.1.100"), List.of(1972), "ilb-hs/registry")),
              Probes.DEFAULT,
              null),
          MirrorHostRouteStatus.EMPTY);

  @Test
  void anInterfaceThatCannotBeGivenItsAddressIsToldFromOtherRefusals() {
    Condition condition = routesProgrammed(new Change.AddAddress(new Address(3, SECOND, 24, 0)));

    assertThat(condition.status()).isEqualTo(ConditionStatus.False);
    assertThat(condition.reason()).isEqualTo(ConditionReason.InterfaceAddressMissing.name());
    assertThat(condition.message()).contains("no address 10.2.1.15/24", "Permission denied");
  }

  @Test
  void anyOtherRefusalIsTheKernels() {
    Link link = new Link(3, "eth1", Optional.empty(), 0, 0, false, true, "veth");

    assertThat(routesProgrammed(new Change.SwitchOn(link)).reason())
        .isEqualTo(ConditionReason.KernelRefused.name());
  }

  private static Condition routesProgrammed(Change refused) {
    Assignment assignment = Assignment.of(List.of(ROUTE), "node-1", Set.of());
    Observation seen =
        new Observation(
            Instant.EPOCH,
            Optional.of(
                new Programmed(
                    assignment.intent(),
                    Optional.of("eth1"),
                    Set.of(),
                    Set.of(),
                    false,
                    List.of(),
                    Optional.of(new Programmed.Refusal(refused, "Permission denied")),
                    List.of())),
            Map.of(),
            Map.of(),
            new Observation.LocalPath.Untried(),
            List.of());
    return HostRouteReport.of(ROUTE, MirrorHostRouteStatus.EMPTY, assignment, seen)
        .conditions()
        .stream()
        .filter(condition -> condition.type() == ConditionType.RoutesProgrammed)
        .findFirst()
        .orElseThrow();
  }
}
