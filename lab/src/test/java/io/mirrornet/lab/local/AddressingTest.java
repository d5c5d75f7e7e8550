package io.mirrornet.lab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mirrornet.lab.scenario.Scenario;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressingTest {

  @Test
  void theOperatorsMachineHasTheLastFreeAddressOfTheFirstSubnet() {
    assertThat(Addressing.of(world("10.2.1.0/24", List.of("hs-vm-a"), 4)).operatorAddress())
        .isEqualTo(Ipv4Address.parse("10.2.1.254"));
    assertThat(Addressing.of(world("10.2.1.0/24", List.of("hs-vm-a"), 254)).operatorAddress())
        .isEqualTo(Ipv4Address.parse("10.2.1.253"));
  }

  @Test
  void itsNameIsNobodyElses() {
    assertThat(Addressing.of(world("10.2.1.0/24", List.of("operator-vm"), 4)).operatorMachine())
        .isEqualTo("operator-vm-x");
  }

  @Test
  void aSubnetWhereTheLabItselfIsIsRefused() {
    assertThatThrownBy(() -> Addressing.of(world("10.244.7.0/24", List.of(), 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overlaps with 10.244.0.0/16")
        .hasMessageContaining("choose another prefix");
  }

  @Test
  void aSubnetWithoutRoomIsRefused() {
    assertThatThrownBy(() -> Addressing.of(world("10.2.1.0/29", List.of("a", "b", "c"), 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("make it larger");
  }

  @Test
  void podsOfTwoNodesNeverShareAnAddress() {
    assertThat(Addressing.pods(0)).isEqualTo(Ipv4Prefix.parse("10.244.0.0/24"));
    assertThat(Addressing.pods(7)).isEqualTo(Ipv4Prefix.parse("10.244.7.0/24"));
  }

  /** One subnet with machines from the given address on, and nothing else. */
  private static Scenario world(String prefix, List<String> machines, int first) {
    Ipv4Prefix subnet = Ipv4Prefix.parse(prefix);
    List<Scenario.VirtualMachine> built =
        machines.stream()
            .map(name ->
                Scenarios.machine(name, "1", subnet.network().plus(first + machines.indexOf(name))))
            .toList();
    return Scenarios.of(List.of(new Scenario.Subnet("hs", subnet)), built, List.of(), List.of());
  }
}
