package io.mirrornet.agent.netlink;

import io.mirrornet.agent.linux.SystemCalls;
import io.mirrornet.net.Ipv4Address;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/** {@code RTM_*ROUTE}: {@code struct rtmsg} and {@code RTA_*} ({@code linux/rtnetlink.h}). */
final class RouteCodec {

  static final int RTM_NEWROUTE = 24;
  static final int RTM_DELROUTE = 25;
  static final int RTM_GETROUTE = 26;

  static final int FIXED_PART = 12;

  static final int RTA_DST = 1;
  static final int RTA_OIF = 4;
  static final int RTA_GATEWAY = 5;
  static final int RTA_PRIORITY = 6;
  static final int RTA_PREFSRC = 7;
  static final int RTA_TABLE = 15;

  /** How often and when it was used last: of no meaning for what it does. */
  static final int RTA_CACHEINFO = 12;

  static final int RTA_PAD = 25;

  static final int RTNH_F_ONLINK = 4;

  /** {@code RTM_F_CLONED}: an entry of a cache, no route. */
  static final int RTM_F_CLONED = 0x200;

  private static final Set<Integer> KNOWN =
      Set.of(
          RTA_DST,
          RTA_OIF,
          RTA_GATEWAY,
          RTA_PRIORITY,
          RTA_PREFSRC,
          RTA_TABLE,
          RTA_CACHEINFO,
          RTA_PAD);

  /** {@code RT_TABLE_COMPAT}: says that the number is in the attribute, as it has more bits. */
  private static final int TABLE_IN_ATTRIBUTE = 252;

  private static final int LARGEST_SHORT_TABLE = 255;

  private RouteCodec() {}

  /** The route; empty if it is not IPv4, or only remembered from a lookup. */
  static Optional<Route> decode(NetlinkMessage message) {
    ByteBuffer fixed = message.body(FIXED_PART);
    int family = fixed.get();
    int destinationLength = Byte.toUnsignedInt(fixed.get());
    fixed.get(); // the length of a source prefix: IPv4 routes have none
    int tos = Byte.toUnsignedInt(fixed.get());
    int table = Byte.toUnsignedInt(fixed.get());
    int protocol = Byte.toUnsignedInt(fixed.get());
    int scope = Byte.toUnsignedInt(fixed.get());
    int type = Byte.toUnsignedInt(fixed.get());
    int flags = fixed.getInt();
    if (family != SystemCalls.AF_INET || (flags & RTM_F_CLONED) != 0) {
      return Optional.empty();
    }
    Attributes attributes = message.attributes(FIXED_PART);
    return Optional.of(
        new Route(
            attributes.get(RTA_TABLE).map(Attribute::asInt).orElse(table),
            PrefixCodec.decode(attributes.get(RTA_DST), destinationLength),
            attributes.get(RTA_GATEWAY).map(Attribute::asAddress),
            attributes.get(RTA_OIF).map(Attribute::asInt).orElse(0),
            attributes.get(RTA_PREFSRC).map(Attribute::asAddress),
            attributes.get(RTA_PRIORITY).map(Attribute::asInt).orElse(0),
            protocol,
            scope,
            type,
            tos,
            (flags & RTNH_F_ONLINK) != 0,
            attributes.except(KNOWN)));
  }

  /**
   * Asks for the routes of a table, or of a protocol in all tables; 0 for either: any. The kernel
   * filters only where {@code NETLINK_GET_STRICT_CHK} is set; else it sends all.
   */
  static Request list(int table, int protocol) {
    Request request =
        new Request(RTM_GETROUTE, NetlinkMessage.NLM_F_DUMP)
            .u8(SystemCalls.AF_INET)
            .u8(0)
            .u8(0)
            .u8(0)
            .u8(0)
            .u8(protocol)
            .u8(0)
            .u8(0)
            .u32(0);
    return table == 0 ? request : request.attribute(RTA_TABLE, table);
  }

  /** Puts the route in the place of the first one with the same key, or adds it. */
  static Request replace(Route route) {
    return write(
        route,
        new Request(
            RTM_NEWROUTE,
            NetlinkMessage.NLM_F_ACK | NetlinkMessage.NLM_F_CREATE | NetlinkMessage.NLM_F_REPLACE));
  }

  /** Removes the first route that is all of this. */
  static Request delete(Route route) {
    return write(route, new Request(RTM_DELROUTE, NetlinkMessage.NLM_F_ACK));
  }

  private static Request write(Route route, Request request) {
    int table = route.table();
    boolean shortTable = Integer.compareUnsigned(table, LARGEST_SHORT_TABLE) <= 0;
    request
        .u8(SystemCalls.AF_INET)
        .u8(route.destination().length())
        .u8(0)
        .u8(route.tos())
        .u8(shortTable ? table : TABLE_IN_ATTRIBUTE)
        .u8(route.protocol())
        .u8(route.scope())
        .u8(route.type())
        .u32(route.onLink() ? RTNH_F_ONLINK : 0)
        .attribute(RTA_TABLE, table);
    PrefixCodec.encode(request, RTA_DST, route.destination());
    optional(request, RTA_GATEWAY, route.gateway());
    optional(request, RTA_PREFSRC, route.preferredSource());
    if (route.link() != 0) {
      request.attribute(RTA_OIF, route.link());
    }
    if (route.metric() != 0) {
      request.attribute(RTA_PRIORITY, route.metric());
    }
    route.others().forEach(request::attribute);
    return request;
  }

  private static void optional(Request request, int type, Optional<Ipv4Address> address) {
    address.ifPresent(present -> request.attribute(type, present));
  }
}
