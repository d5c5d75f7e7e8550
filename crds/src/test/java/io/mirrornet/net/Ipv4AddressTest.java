package io.mirrornet.net;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4AddressTest {

  @Property
  void everyAddressReadsBackAsItself(@ForAll int bits) {
    Ipv4Address address = new Ipv4Address(bits);

    assertThat(Ipv4Address.parse(address.toString())).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "10.0.0",
        "10.0.0.",
        "10.0.0.1.",
        "10.0.0.256",
        "010.0.0.1",
        "10.0.0.0x1",
        "1000.0.0.1",
        " 10.0.0.1",
        "10.0.0.1/32",
        "::1",
        "10..0.1",
        "-1.0.0.1",
        "١0.0.0.1"
      })
  void aSpellingThatAnotherReaderCouldTakeDifferentlyIsRefused(String text) {
    assertThat(Ipv4Address.tryParse(text)).isEmpty();
  }
}
