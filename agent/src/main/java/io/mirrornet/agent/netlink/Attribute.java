package io.mirrornet.agent.netlink;

import io.mirrornet.net.Ipv4Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One attribute of a netlink message ({@code struct nlattr}, {@code linux/netlink.h}): a type and
 * some bytes. Equal if both are.
 */
public final class Attribute {

  /** {@code NLA_TYPE_MASK}: without the flags for nesting and byte order. */
  static final int TYPE_MASK = 0x3fff;

  private final int type;
  private final byte[] value;

  private Attribute(int type, byte[] value) {
    this.type = type;
    this.value = value;
  }

  /** An attribute with a copy of these bytes. */
  public static Attribute of(int type, byte[] value) {
    return new Attribute(type, value.clone());
  }

  /** An attribute with the buffer's remaining bytes; the buffer stays as it is. */
  static Attribute of(int type, ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return new Attribute(type, bytes);
  }

  /** The type, flags for nesting and byte order included. */
  public int rawType() {
    return type;
  }

  /** The type alone. */
  public int type() {
    return type & TYPE_MASK;
  }

  /** The bytes: a copy. */
  public byte[] value() {
    return value.clone();
  }

  /**
   * The value as a number of 8 bits.
   *
   * @throws MalformedMessageException if it has another size; so do all that follow
   */
  int asByte() {
    return buffer(Byte.BYTES).get() & 0xff;
  }

  /** The value as a number of 32 bits in the machine's byte order. */
  int asInt() {
    return buffer(Integer.BYTES).getInt();
  }

  /** The value as an address in network byte order. */
  Ipv4Address asAddress() {
    return new Ipv4Address(buffer(Integer.BYTES).order(ByteOrder.BIG_ENDIAN).getInt());
  }

  /** The value as a text; the kernel ends it with a zero byte. */
  String asText() {
    int end = 0;
    while (end < value.length && value[end] != 0) {
      end++;
    }
    return new String(value, 0, end, StandardCharsets.UTF_8);
  }

  /** The value as a list of attributes. */
  Attributes asAttributes() {
    return Attributes.parse(ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()));
  }

  private ByteBuffer buffer(int size) {
    if (value.length != size) {
      throw new MalformedMessageException(
          "attribute %d has %d bytes, not %d".formatted(type(), value.length, size));
    }
    return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attribute that && type == that.type && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * type + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "attribute %d=%s".formatted(type(), HexFormat.of().formatHex(value));
  }
}
