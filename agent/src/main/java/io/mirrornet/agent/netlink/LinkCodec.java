package io.mirrornet.agent.netlink;

import io.mirrornet.agent.linux.SystemCalls;
import io.mirrornet.net.MacAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/** {@code RTM_*LINK}: {@code struct ifinfomsg} ({@code linux/rtnetlink.h}) and {@code IFLA_*}. */
final class LinkCodec {

  static final int RTM_NEWLINK = 16;
  static final int RTM_DELLINK = 17;
  static final int RTM_GETLINK = 18;

  static final int FIXED_PART = 16;

  /** {@code net/if.h}. */
  static final int IFF_UP = 0x1;

  /** {@code net/if.h}. */
  static final int IFF_LOWER_UP = 0x10000;

  /** {@code linux/if_link.h}. */
  static final int IFLA_ADDRESS = 1;

  static final int IFLA_IFNAME = 3;
  static final int IFLA_MASTER = 10;
  static final int IFLA_LINKINFO = 18;
  static final int IFLA_GROUP = 27;
  static final int IFLA_EXT_MASK = 29;
  static final int IFLA_INFO_KIND = 1;

  /** {@code linux/rtnetlink.h}: counters are half of a link's message. */
  static final int RTEXT_FILTER_SKIP_STATS = 8;

  private LinkCodec() {}

  /**
   * The link; empty if the message is of another family: a bridge tells of its ports by messages of
   * the same type, and of a port's leaving by one that looks like the link's end.
   */
  static Optional<Link> decode(NetlinkMessage message) {
    ByteBuffer fixed = message.body(FIXED_PART);
    if (fixed.get() != SystemCalls.AF_UNSPEC) {
      return Optional.empty();
    }
    int index = fixed.getInt(4);
    int flags = fixed.getInt(8);
    Attributes attributes = message.attributes(FIXED_PART);
    return Optional.of(
        new Link(
            index,
            attributes.get(IFLA_IFNAME).map(Attribute::asText).orElse(""),
            attributes
                .get(IFLA_ADDRESS)
                .map(Attribute::value)
                .filter(bytes -> bytes.length == MacAddress.BYTES)
                .map(MacAddress::of),
            attributes.get(IFLA_MASTER).map(Attribute::asInt).orElse(0),
            attributes.get(IFLA_GROUP).map(Attribute::asInt).orElse(0),
            (flags & IFF_UP) != 0,
            (flags & IFF_LOWER_UP) != 0,
            attributes
                .get(IFLA_LINKINFO)
                .map(Attribute::asAttributes)
                .flatMap(info -> info.get(IFLA_INFO_KIND))
                .map(Attribute::asText)
                .orElse("")));
  }

  /** Asks for all links. */
  static Request list() {
    return fixedPart(new Request(RTM_GETLINK, NetlinkMessage.NLM_F_DUMP), 0, 0, 0)
        .attribute(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
  }

  /** Switches a link on. */
  static Request switchOn(int index) {
    return fixedPart(new Request(RTM_NEWLINK, NetlinkMessage.NLM_F_ACK), index, IFF_UP, IFF_UP);
  }

  /** Puts a link into a group. */
  static Request setGroup(int index, int group) {
    return fixedPart(new Request(RTM_NEWLINK, NetlinkMessage.NLM_F_ACK), index, 0, 0)
        .attribute(IFLA_GROUP, group);
  }

  private static Request fixedPart(Request request, int index, int flags, int change) {
    return request.u8(SystemCalls.AF_UNSPEC).u8(0).u16(0).u32(index).u32(flags).u32(change);
  }
}
