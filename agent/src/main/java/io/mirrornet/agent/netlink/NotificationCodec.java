package io.mirrornet.agent.netlink;

import java.util.Optional;

/** Which notification a message is. */
final class NotificationCodec {

  private NotificationCodec() {}

  /** The notification; empty if it is of another family or kind. */
  static Optional<Notification> decode(NetlinkMessage message) {
    int type = message.type();
    return switch (type) {
      case LinkCodec.RTM_NEWLINK, LinkCodec.RTM_DELLINK ->
          LinkCodec.decode(message)
              .map(link -> new Notification.OfLink(link, type == LinkCodec.RTM_DELLINK));
      case AddressCodec.RTM_NEWADDR, AddressCodec.RTM_DELADDR ->
          AddressCodec.decode(message)
              .map(
                  address -> new Notification.OfAddress(address, type == AddressCodec.RTM_DELADDR));
      case RouteCodec.RTM_NEWROUTE, RouteCodec.RTM_DELROUTE ->
          RouteCodec.decode(message)
              .map(route -> new Notification.OfRoute(route, type == RouteCodec.RTM_DELROUTE));
      case RuleCodec.RTM_NEWRULE, RuleCodec.RTM_DELRULE ->
          RuleCodec.decode(message)
              .map(rule -> new Notification.OfRule(rule, type == RuleCodec.RTM_DELRULE));
      case NetlinkMessage.NLMSG_OVERRUN -> Optional.of(new Notification.Overrun());
      default -> Optional.empty();
    };
  }
}
