package io.mirrornet.net;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * An IPv4 address (RFC 791), ordered as an unsigned number.
 *
 * @param bits the address in network byte order: 10.0.0.1 is {@code 0x0a000001}
 */
public record Ipv4Address(int bits) implements Comparable<Ipv4Address> {

  /**
   * Reads four decimal numbers of 0 to 255 without leading zeros, divided by dots. Other spellings
   * that some parsers take (octal, hexadecimal, fewer parts) are refused: two readers of one
   * document must never see two addresses.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  @JsonCreator
  public static Ipv4Address parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("not an IPv4 address: \"%s\"".formatted(text)));
  }

  /** As {@link #parse}, empty where {@code parse} would throw. */
  public static Optional<Ipv4Address> tryParse(String text) {
    int bits = 0;
    int parts = 0;
    int at = 0;
    while (parts < 4) {
      int end = at;
      int part = 0;
      while (end < text.length() && end - at < 3 && isDigit(text.charAt(end))) {
        part = part * 10 + (text.charAt(end++) - '0');
      }
      if (end == at || part > 255 || (text.charAt(at) == '0' && end - at > 1)) {
        return Optional.empty();
      }
      bits = bits << 8 | part;
      parts++;
      if (parts < 4 && (end >= text.length() || text.charAt(end++) != '.')) {
        return Optional.empty();
      }
      at = end;
    }
    return at == text.length() ? Optional.of(new Ipv4Address(bits)) : Optional.empty();
  }

  /** The address {@code offset} further on; wraps at the end of the address space. */
  public Ipv4Address plus(int offset) {
    return new Ipv4Address(bits + offset);
  }

  @Override
  public int compareTo(Ipv4Address other) {
    return Integer.compareUnsigned(bits, other.bits);
  }

  /** Four decimal numbers, divided by dots. */
  @Override
  @JsonValue
  public String toString() {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
