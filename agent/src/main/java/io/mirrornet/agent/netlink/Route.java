package io.mirrornet.agent.netlink;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.util.List;
import java.util.Optional;

/**
 * An IPv4 route.
 *
 * @param table the table that holds it, an unsigned number
 * @param destination where to
 * @param gateway by which router; empty: the destination is on the link
 * @param link the index of the interface to send by; 0: none, or several (see {@code others})
 * @param preferredSource the address that a socket takes that has none yet
 * @param metric the lowest wins; an unsigned number
 * @param protocol who made it ({@code RTPROT_*}, {@code linux/rtnetlink.h})
 * @param scope {@code RT_SCOPE_*}
 * @param type {@code RTN_*}
 * @param tos only for this type of service; 0: any
 * @param onLink the gateway is taken to be on the link, whatever the addresses say
 * @param others what else the kernel says of it. A route that has any of these is never equal to
 *     one of ours
 */
public record Route(
    int table,
    Ipv4Prefix destination,
    Optional<Ipv4Address> gateway,
    int link,
    Optional<Ipv4Address> preferredSource,
    int metric,
    int protocol,
    int scope,
    int type,
    int tos,
    boolean onLink,
    List<Attribute> others) {

  /** {@code RTN_UNICAST}. */
  public static final int UNICAST = 1;

  /** {@code RT_SCOPE_UNIVERSE}. */
  public static final int UNIVERSE = 0;

  /** {@code RT_TABLE_MAIN}. */
  public static final int MAIN_TABLE = 254;

  /** {@code RT_TABLE_LOCAL}: what this host answers itself. */
  public static final int LOCAL_TABLE = 255;

  public Route {
    others = List.copyOf(others);
  }

  /** A route by a gateway that is on the link because we say so: metric 0, any type of service. */
  public static Route onLink(
      int table, Ipv4Prefix destination, Ipv4Address gateway, int link, int protocol) {
    return new Route(
        table,
        destination,
        Optional.of(gateway),
        link,
        Optional.empty(),
        0,
        protocol,
        UNIVERSE,
        UNICAST,
        0,
        true,
        List.of());
  }

  /** As this one, preferring a source address. */
  public Route withSource(Ipv4Address source) {
    return new Route(
        table,
        destination,
        gateway,
        link,
        Optional.of(source),
        metric,
        protocol,
        scope,
        type,
        tos,
        onLink,
        others);
  }

  /** What the kernel keeps apart: of two routes with one key, only the first is used. */
  public Key key() {
    return new Key(table, destination, tos, metric);
  }

  /** As iproute2 writes it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(destination.toString());
    gateway.ifPresent(address -> text.append(" via ").append(address));
    text.append(" dev ").append(link).append(onLink ? " onlink" : "");
    preferredSource.ifPresent(address -> text.append(" src ").append(address));
    text.append(" table ")
        .append(Integer.toUnsignedString(table))
        .append(" proto ")
        .append(protocol);
    return metric == 0 ? text.toString() : text + " metric " + Integer.toUnsignedString(metric);
  }

  /** See {@link #key}. */
  public record Key(int table, Ipv4Prefix destination, int tos, int metric) {}
}
