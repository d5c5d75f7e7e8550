package io.mirrornet.net;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A 48-bit MAC address (IEEE 802). ARM writes {@code 00-0D-3A-34-16-08}, the kernel {@code
 * 00:0d:3a:34:16:08}; both are the same value here, and it prints as the kernel's.
 *
 * @param bits the six bytes as one number, the first byte leading
 */
public record MacAddress(long bits) implements Comparable<MacAddress> {

  /** How many bytes an address has. */
  public static final int BYTES = 6;

  private static final Pattern COLONS = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");
  private static final Pattern HYPHENS = Pattern.compile("[0-9a-fA-F]{2}(-[0-9a-fA-F]{2}){5}");

  /**
   * @throws IllegalArgumentException if the number has more than 48 bits
   */
  public MacAddress {
    if (bits >>> (Byte.SIZE * BYTES) != 0) {
      throw new IllegalArgumentException("more than 48 bits: " + Long.toHexString(bits));
    }
  }

  /**
   * Reads six bytes of two hexadecimal digits, all divided by colons or all by hyphens.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  @JsonCreator
  public static MacAddress parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("not a MAC address: \"%s\"".formatted(text)));
  }

  /** As {@link #parse}, empty where {@code parse} would throw. */
  public static Optional<MacAddress> tryParse(String text) {
    if (!COLONS.matcher(text).matches() && !HYPHENS.matcher(text).matches()) {
      return Optional.empty();
    }
    String digits = text.replace(":", "").replace("-", "");
    return Optional.of(new MacAddress(HexFormat.fromHexDigitsToLong(digits)));
  }

  /**
   * The address in the order in which it stands in a frame and in {@code IFLA_ADDRESS}.
   *
   * @throws IllegalArgumentException if there are not six bytes
   */
  public static MacAddress of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("not six bytes: " + bytes.length);
    }
    long bits = 0;
    for (byte b : bytes) {
      bits = bits << Byte.SIZE | Byte.toUnsignedLong(b);
    }
    return new MacAddress(bits);
  }

  /** As ARM writes it: upper case, hyphens. */
  public String toArm() {
    return toString().replace(':', '-').toUpperCase(Locale.ROOT);
  }

  @Override
  public int compareTo(MacAddress other) {
    return Long.compare(bits, other.bits);
  }

  /** As the kernel writes it: lower case, colons. */
  @Override
  @JsonValue
  public String toString() {
    StringBuilder text = new StringBuilder(HexFormat.of().toHexDigits(bits, 2 * BYTES));
    for (int at = 2 * (BYTES - 1); at > 0; at -= 2) {
      text.insert(at, ':');
    }
    return text.toString();
  }
}
