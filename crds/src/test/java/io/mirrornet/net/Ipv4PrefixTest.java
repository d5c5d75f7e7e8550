package io.mirrornet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4PrefixTest {

  @Property
  void everyBlockReadsBackAsItself(@ForAll("blocks") Ipv4Prefix block) {
    assertThat(Ipv4Prefix.parse(block.toString())).isEqualTo(block);
  }

  @Property
  void aBlockHoldsExactlyWhatLiesBetweenItsFirstAndItsLastAddress(
      @ForAll("blocks") Ipv4Prefix block, @ForAll("near") Ipv4Address address) {
    boolean between =
        block.network().compareTo(address) <= 0 && address.compareTo(block.last()) <= 0;

    assertThat(block.contains(address)).isEqualTo(between);
  }

  @Property
  void aBlockEndsWhereItsNeighboursBegin(@ForAll("blocks") Ipv4Prefix block) {
    assertThat(block.contains(block.network())).isTrue();
    assertThat(block.contains(block.last())).isTrue();
    if (block.length() > 0) {
      assertThat(block.contains(block.network().plus(-1))).isFalse();
      assertThat(block.contains(block.last().plus(1))).isFalse();
    }
  }

  @Property
  void anAddressLiesInTheBlockThatItsLengthMakesOfIt(
      @ForAll("near") Ipv4Address address, @ForAll("lengths") int length) {
    Ipv4Prefix block = Ipv4Prefix.containing(address, length);

    assertThat(block.contains(address)).isTrue();
    assertThat(block.length()).isEqualTo(length);
  }

  @Property
  void blocksOverlapWhenOneHoldsTheFirstAddressOfTheOther(
      @ForAll("blocks") Ipv4Prefix one, @ForAll("blocks") Ipv4Prefix other) {
    boolean share = one.contains(other.network()) || other.contains(one.network());

    assertThat(one.overlaps(other)).isEqualTo(share);
    assertThat(other.overlaps(one)).isEqualTo(share);
  }

  @Property
  void oneBlockHoldsAnotherWhenItHoldsBothItsEnds(
      @ForAll("blocks") Ipv4Prefix one, @ForAll("blocks") Ipv4Prefix other) {
    boolean bothEnds = one.contains(other.network()) && one.contains(other.last());

    assertThat(one.contains(other)).isEqualTo(bothEnds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/+8",
        "10.0.0.0/8/8",
        "10.0.0.1/24",
        "0.0.0.1/0",
        "10.0.0.0/255.0.0.0",
        "::/0"
      })
  void anotherSpellingIsRefused(String text) {
    assertThat(Ipv4Prefix.tryParse(text)).isEmpty();
  }

  @Test
  void anAddressInsideABlockIsRefusedWithTheBlockThatWasMeant() {
    Ipv4Address inside = Ipv4Address.parse("10.2.1.4");

    assertThatThrownBy(() -> new Ipv4Prefix(inside, 24))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10.2.1.0/24");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 33})
  void aLengthThatNoBlockHasIsRefused(int length) {
    assertThatThrownBy(() -> Ipv4Prefix.containing(Ipv4Address.parse("10.2.1.4"), length))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(length));
  }

  @Provide
  Arbitrary<Integer> lengths() {
    return Arbitraries.integers().between(0, 32);
  }

  /** From a space of a few hundred addresses on both sides of 10.0.0.0: chance meetings happen. */
  @Provide
  Arbitrary<Ipv4Address> near() {
    return Arbitraries.integers()
        .between(-256, 256)
        .map(offset -> Ipv4Address.parse("10.0.0.0").plus(offset));
  }

  @Provide
  Arbitrary<Ipv4Prefix> blocks() {
    Arbitrary<Integer> mostlySmall =
        Arbitraries.oneOf(lengths(), Arbitraries.integers().between(24, 32));
    return Combinators.combine(near(), mostlySmall)
        .as(Ipv4Prefix::containing)
        .edgeCases(EdgeCases.Config::none);
  }
}
