package io.mirrornet.net;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.Optional;

/**
 * A block of IPv4 addresses in CIDR notation (RFC 4632), such as {@code 10.2.1.0/24}. There is one
 * spelling for each block: an address with bits behind the prefix is refused, as ARM refuses it in
 * a subnet. {@link #containing} is the way from an interface's address to its block.
 *
 * @param network the first address of the block
 * @param length how many leading bits all addresses of the block share, 0 to 32
 */
public record Ipv4Prefix(Ipv4Address network, int length) implements Comparable<Ipv4Prefix> {

  private static final Comparator<Ipv4Prefix> ORDER =
      Comparator.comparing(Ipv4Prefix::network).thenComparingInt(Ipv4Prefix::length);

  /**
   * @throws IllegalArgumentException if the length is not 0 to 32, or the address is not the first
   *     of the block
   */
  public Ipv4Prefix {
    if (length < 0 || length > Integer.SIZE) {
      throw new IllegalArgumentException("not a prefix length of 0 to 32: " + length);
    }
    if ((network.bits() & ~mask(length)) != 0) {
      throw new IllegalArgumentException(
          "%s/%d names an address inside a block; the block is %s"
              .formatted(network, length, containing(network, length)));
    }
  }

  /** The block of this size that holds the address: 10.2.1.4 and 24 give 10.2.1.0/24. */
  public static Ipv4Prefix containing(Ipv4Address address, int length) {
    return new Ipv4Prefix(new Ipv4Address(address.bits() & mask(length)), length);
  }

  /** The block of this one address: a host route's destination. */
  public static Ipv4Prefix host(Ipv4Address address) {
    return new Ipv4Prefix(address, Integer.SIZE);
  }

  /**
   * Reads {@code address/length}.
   *
   * @throws IllegalArgumentException if the text is anything else, or names an address inside a
   *     block
   */
  @JsonCreator
  public static Ipv4Prefix parse(String text) {
    return tryParse(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "not the first address of an IPv4 block and its length: \"%s\"".formatted(text)));
  }

  /** As {@link #parse}, empty where {@code parse} would throw. */
  public static Optional<Ipv4Prefix> tryParse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    int length = lengthOf(text.substring(slash + 1));
    if (length < 0) {
      return Optional.empty();
    }
    return Ipv4Address.tryParse(text.substring(0, slash))
        .filter(address -> (address.bits() & ~mask(length)) == 0)
        .map(address -> new Ipv4Prefix(address, length));
  }

  /** The last address of the block: in a subnet, the broadcast address. */
  public Ipv4Address last() {
    return new Ipv4Address(network.bits() | ~mask(length));
  }

  /** Whether the address lies in this block. */
  public boolean contains(Ipv4Address address) {
    return (address.bits() & mask(length)) == network.bits();
  }

  /** Whether each address of the other block lies in this one. */
  public boolean contains(Ipv4Prefix other) {
    return length <= other.length && contains(other.network);
  }

  /** Whether an address lies in both: of two blocks, one then holds the other. */
  public boolean overlaps(Ipv4Prefix other) {
    return contains(other) || other.contains(this);
  }

  /** By first address, then the larger block first. */
  @Override
  public int compareTo(Ipv4Prefix other) {
    return ORDER.compare(this, other);
  }

  @Override
  @JsonValue
  public String toString() {
    return network + "/" + length;
  }

  private static int mask(int length) {
    // A shift by 32 is a shift by 0.
    return length == 0 ? 0 : -1 << (Integer.SIZE - length);
  }

  /** The number, or -1 for another spelling than 0 to 32 without leading zeros. */
  private static int lengthOf(String text) {
    for (int length = 0; length <= Integer.SIZE; length++) {
      if (text.equals(Integer.toString(length))) {
        return length;
      }
    }
    return -1;
  }
}
