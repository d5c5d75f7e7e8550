package io.mirrornet.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedRangeTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, THIS_NETWORK",
    "127.0.0.1, LOOPBACK",
    "169.254.0.1, LINK_LOCAL",
    "169.254.169.254, INSTANCE_METADATA",
    "168.63.129.16, AZURE_PLATFORM",
    "224.0.0.1, MULTICAST",
    "240.0.0.1, RESERVED",
    "255.255.255.255, RESERVED"
  })
  void aDestinationIsProtectedByTheNarrowestRangeThatHoldsIt(String address, ProtectedRange range) {
    assertThat(ProtectedRange.holding(Ipv4Address.parse(address))).contains(range);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.2.1.100", "168.63.129.15", "168.63.129.17", "1.0.0.0", "128.0.0.1"})
  void anyOtherAddressMayBeADestination(String address) {
    assertThat(ProtectedRange.holding(Ipv4Address.parse(address))).isEmpty();
  }

  @Property
  void anAddressIsProtectedExactlyIfARangeHoldsIt(@ForAll int bits) {
    Ipv4Address address = new Ipv4Address(bits);

    boolean held =
        Arrays.stream(ProtectedRange.values()).anyMatch(range -> range.prefix().contains(address));

    assertThat(ProtectedRange.holding(address).isPresent()).isEqualTo(held);
  }

  @ParameterizedTest
  @EnumSource
  void aBlockThatReachesIntoARangeTouchesIt(ProtectedRange range) {
    Ipv4Prefix wider = Ipv4Prefix.containing(range.prefix().network(), 1);

    assertThat(ProtectedRange.touchedBy(range.prefix())).isPresent();
    assertThat(ProtectedRange.touchedBy(wider)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "128.0.0.0/3", "1.0.0.0/8"})
  void aBlockBesideAllRangesMayBeADestination(String block) {
    assertThat(ProtectedRange.touchedBy(Ipv4Prefix.parse(block))).isEmpty();
  }

  @Test
  void theDefaultRouteIsProtected() {
    assertThat(ProtectedRange.touchedBy(Ipv4Prefix.parse("0.0.0.0/0"))).isPresent();
  }
}
