package io.mirrornet.agent.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A received message ({@code struct nlmsghdr}, {@code linux/netlink.h}).
 *
 * @param type {@code RTM_*}, or a control type below {@link #FIRST_OWN_TYPE}
 * @param flags {@code NLM_F_*}
 * @param sequence the number of the request that it answers; 0 in an event
 * @param port the port of the socket whose request caused it; 0: the kernel itself
 * @param body what follows the header; a view of the receiver's buffer, to be read before more is
 *     received
 */
record NetlinkMessage(int type, int flags, int sequence, int port, ByteBuffer body) {

  static final int HEADER = 16;
  static final int NLMSG_ERROR = 2;
  static final int NLMSG_DONE = 3;
  static final int NLMSG_OVERRUN = 4;

  /** {@code NLMSG_MIN_TYPE}. */
  static final int FIRST_OWN_TYPE = 0x10;

  static final int NLM_F_REQUEST = 0x1;
  static final int NLM_F_ACK = 0x4;
  static final int NLM_F_DUMP_INTR = 0x10;
  static final int NLM_F_DUMP = 0x300;
  static final int NLM_F_REPLACE = 0x100;
  static final int NLM_F_EXCL = 0x200;
  static final int NLM_F_CREATE = 0x400;

  /** In an answer: attributes follow. */
  static final int NLM_F_ACK_TLVS = 0x200;

  /** In an answer: of the request, only its header is repeated. */
  static final int NLM_F_CAPPED = 0x100;

  /**
   * Reads all messages of a datagram.
   *
   * @throws MalformedMessageException if one says that it is longer than what is left, or shorter
   *     than its own header
   */
  static List<NetlinkMessage> parse(ByteBuffer datagram) {
    ByteBuffer buffer = datagram.duplicate().order(ByteOrder.nativeOrder());
    List<NetlinkMessage> messages = new ArrayList<>();
    while (buffer.hasRemaining()) {
      int start = buffer.position();
      int left = buffer.remaining();
      if (left < HEADER) {
        throw new MalformedMessageException(left + " bytes are left, too few for a message");
      }
      int length = buffer.getInt();
      if (length < HEADER || length > left) {
        throw new MalformedMessageException(
            "a message says it has %s bytes, %d are left"
                .formatted(Integer.toUnsignedString(length), left));
      }
      int type = Short.toUnsignedInt(buffer.getShort());
      int flags = Short.toUnsignedInt(buffer.getShort());
      ByteBuffer body = buffer.slice(start + HEADER, length - HEADER);
      messages.add(
          new NetlinkMessage(
              type, flags, buffer.getInt(), buffer.getInt(), body.order(ByteOrder.nativeOrder())));
      buffer.position(Math.min(align(start + length), buffer.limit()));
    }
    return messages;
  }

  /** Whether this flag is set. */
  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /**
   * The body, if it holds at least its fixed part.
   *
   * @throws MalformedMessageException if it does not
   */
  ByteBuffer body(int fixedPart) {
    if (body.remaining() < fixedPart) {
      throw new MalformedMessageException(
          "a message of type %d has %d bytes, its fixed part alone takes %d"
              .formatted(type, body.remaining(), fixedPart));
    }
    return body.duplicate().order(ByteOrder.nativeOrder());
  }

  /** The attributes behind the fixed part. */
  Attributes attributes(int fixedPart) {
    ByteBuffer rest = body(fixedPart);
    return Attributes.parse(rest.position(Math.min(align(fixedPart), rest.limit())));
  }

  /** {@code NLMSG_ALIGN} and {@code NLA_ALIGN}: up to the next multiple of 4. */
  static int align(int length) {
    return length + 3 & ~3;
  }
}
