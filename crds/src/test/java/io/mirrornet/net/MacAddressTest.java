package io.mirrornet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {

  private static final long LAST = 0xffff_ffff_ffffL;

  @Property
  void everyAddressReadsBackFromTheKernelsAndFromArmsSpelling(
      @ForAll @LongRange(max = LAST) long bits) {
    MacAddress address = new MacAddress(bits);

    assertThat(MacAddress.parse(address.toString())).isEqualTo(address);
    assertThat(MacAddress.parse(address.toArm())).isEqualTo(address);
  }

  @Property
  void theBytesOfAFrameAreTheAddress(@ForAll @LongRange(max = LAST) long bits) {
    byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(bits).array();
    byte[] frame = Arrays.copyOfRange(number, Long.BYTES - MacAddress.BYTES, Long.BYTES);

    assertThat(MacAddress.of(frame)).isEqualTo(new MacAddress(bits));
  }

  @Test
  void whatArmPrintsIsWhatTheKernelPrints() {
    MacAddress fromArm = MacAddress.parse("00-0D-3A-34-16-08");

    assertThat(fromArm).hasToString("00:0d:3a:34:16:08");
    assertThat(fromArm.toArm()).isEqualTo("00-0D-3A-34-16-08");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "000d3a341608",
        "00:0d:3a:34:16",
        "00:0d:3a:34:16:08:09",
        "00:0d:3a-34-16-08",
        "0:d:3a:34:16:8",
        "00:0d:3a:34:16:0g",
        " 00:0d:3a:34:16:08",
        "00.0d.3a.34.16.08"
      })
  void anotherSpellingIsRefused(String text) {
    assertThat(MacAddress.tryParse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {LAST + 1, -1})
  void aNumberOfMoreThan48BitsIsRefused(long bits) {
    assertThatThrownBy(() -> new MacAddress(bits)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 8, 20})
  void anythingButSixBytesIsRefused(int length) {
    assertThatThrownBy(() -> MacAddress.of(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(length));
  }
}
