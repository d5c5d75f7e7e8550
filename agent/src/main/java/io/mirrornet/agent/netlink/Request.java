package io.mirrornet.agent.netlink;

import io.mirrornet.net.Ipv4Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A message to the kernel, written from its fixed part to its last attribute. */
final class Request {

  /** No request of ours comes near it: the longest carries a dozen attributes. */
  private static final int CAPACITY = 4096;

  private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY).order(ByteOrder.nativeOrder());

  /**
   * @param flags {@code NLM_F_*} beside {@code NLM_F_REQUEST}
   */
  Request(int type, int flags) {
    buffer
        .putInt(0)
        .putShort((short) type)
        .putShort((short) (flags | NetlinkMessage.NLM_F_REQUEST))
        .putInt(0)
        .putInt(0);
  }

  Request u8(int value) {
    buffer.put((byte) value);
    return this;
  }

  Request u16(int value) {
    buffer.putShort((short) value);
    return this;
  }

  Request u32(int value) {
    buffer.putInt(value);
    return this;
  }

  Request attribute(int type, int value) {
    header(type, Integer.BYTES);
    buffer.putInt(value);
    return this;
  }

  Request attribute8(int type, int value) {
    header(type, Byte.BYTES);
    buffer.put((byte) value);
    return pad();
  }

  Request attribute(int type, Ipv4Address value) {
    header(type, Integer.BYTES);
    buffer.order(ByteOrder.BIG_ENDIAN).putInt(value.bits()).order(ByteOrder.nativeOrder());
    return this;
  }

  Request attribute(int type, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    header(type, bytes.length + 1);
    buffer.put(bytes).put((byte) 0);
    return pad();
  }

  Request attribute(Attribute attribute) {
    byte[] value = attribute.value();
    header(attribute.rawType(), value.length);
    buffer.put(value);
    return pad();
  }

  /** The whole message. */
  ByteBuffer bytes(int sequence) {
    return buffer
        .duplicate()
        .order(ByteOrder.nativeOrder())
        .putInt(0, buffer.position())
        .putInt(8, sequence)
        .flip();
  }

  private void header(int type, int length) {
    buffer.putShort((short) (Attributes.HEADER + length)).putShort((short) type);
  }

  private Request pad() {
    buffer.position(NetlinkMessage.align(buffer.position()));
    return this;
  }
}
