package io.mirrornet.agent.netlink;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes of a message in their order.
 *
 * @param all each of them, also those of one type
 */
record Attributes(List<Attribute> all) {

  /** {@code NLA_HDRLEN}. */
  static final int HEADER = 4;

  Attributes {
    all = List.copyOf(all);
  }

  /**
   * Reads attributes to the end of the buffer.
   *
   * @throws MalformedMessageException if one says that it is longer than what is left, or shorter
   *     than its own header
   */
  static Attributes parse(ByteBuffer buffer) {
    List<Attribute> all = new ArrayList<>();
    while (buffer.hasRemaining()) {
      if (buffer.remaining() < HEADER) {
        throw new MalformedMessageException(
            "%d bytes are left, too few for an attribute".formatted(buffer.remaining()));
      }
      int start = buffer.position();
      int length = Short.toUnsignedInt(buffer.getShort());
      int type = Short.toUnsignedInt(buffer.getShort());
      if (length < HEADER || length > buffer.limit() - start) {
        throw new MalformedMessageException(
            "attribute %d says it has %d bytes, %d are left"
                .formatted(type, length, buffer.limit() - start));
      }
      all.add(Attribute.of(type, buffer.slice(start + HEADER, length - HEADER)));
      buffer.position(Math.min(NetlinkMessage.align(start + length), buffer.limit()));
    }
    return new Attributes(all);
  }

  /** The last of this type, which is the one that the kernel's own parser takes. */
  Optional<Attribute> get(int type) {
    return all.stream().filter(attribute -> attribute.type() == type).reduce((first, last) -> last);
  }

  /** All but those of these types. */
  List<Attribute> except(Set<Integer> types) {
    return all.stream().filter(attribute -> !types.contains(attribute.type())).toList();
  }
}
