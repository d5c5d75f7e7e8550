package io.mirrornet.agent.netlink;

import io.mirrornet.agent.linux.Errno;
import java.nio.ByteBuffer;

/**
 * {@code NLMSG_ERROR} and {@code NLMSG_DONE}: {@code struct nlmsgerr} ({@code linux/netlink.h}).
 */
final class AnswerCodec {

  /** {@code NLMSGERR_ATTR_MSG}. */
  static final int EXPLANATION = 1;

  private AnswerCodec() {}

  /** Reads what ends a request: an error of 0 says that all is well. */
  static Answer decode(NetlinkMessage message) {
    // Before Linux 4.19 the end of a dump carried no number.
    if (message.type() == NetlinkMessage.NLMSG_DONE && !message.body().hasRemaining()) {
      return new Answer.Accepted();
    }
    int error = message.body(Integer.BYTES).getInt();
    return error == 0
        ? new Answer.Accepted()
        : new Answer.Refused(new Errno(-error), explanation(message));
  }

  private static String explanation(NetlinkMessage message) {
    if (!message.has(NetlinkMessage.NLM_F_ACK_TLVS)) {
      return "";
    }
    return message
        .attributes(repeatedRequest(message))
        .get(EXPLANATION)
        .map(Attribute::asText)
        .orElse("");
  }

  /** How much stands before the attributes. */
  private static int repeatedRequest(NetlinkMessage message) {
    if (message.type() == NetlinkMessage.NLMSG_DONE) {
      return Integer.BYTES;
    }
    ByteBuffer body = message.body(Integer.BYTES + NetlinkMessage.HEADER);
    int length =
        message.has(NetlinkMessage.NLM_F_CAPPED)
            ? NetlinkMessage.HEADER
            : body.getInt(Integer.BYTES);
    if (length < NetlinkMessage.HEADER || length > body.remaining() - Integer.BYTES) {
      throw new MalformedMessageException(
          "an answer repeats a request of %s bytes".formatted(Integer.toUnsignedString(length)));
    }
    return Integer.BYTES + length;
  }
}
