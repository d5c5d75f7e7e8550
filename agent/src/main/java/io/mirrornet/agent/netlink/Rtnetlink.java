package io.mirrornet.agent.netlink;

import io.mirrornet.agent.linux.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks the kernel for its links, addresses, rules and routes, and changes them. It speaks to the
 * network namespace of the thread that opened it. For one thread at a time.
 *
 * <p>A list is whole, and of one moment, or it is not returned: the kernel says when something
 * changed while it wrote ({@code NLM_F_DUMP_INTR}), and then it is asked again.
 */
public final class Rtnetlink implements AutoCloseable {

  /** More often in a row no list is broken by changes, if the machine is not in a storm of them. */
  private static final int ATTEMPTS = 20;

  private NetlinkSocket socket = NetlinkSocket.forRequests();
  private int sequence;

  /** The port that events carry which changes by this object caused. */
  public int port() {
    return socket.port();
  }

  /**
   * All links.
   *
   * @throws NetlinkException if no whole list could be had; so do all lists that follow
   */
  public List<Link> links() {
    return list(LinkCodec.list(), LinkCodec.RTM_NEWLINK, LinkCodec::decode);
  }

  /** All IPv4 addresses. */
  public List<Address> addresses() {
    return list(AddressCodec.list(), AddressCodec.RTM_NEWADDR, AddressCodec::decode);
  }

  /** All IPv4 rules in the kernel's order. */
  public List<Rule> rules() {
    return list(RuleCodec.list(), RuleCodec.RTM_NEWRULE, RuleCodec::decode);
  }

  /** All IPv4 routes of a table; none if there is no such table. */
  public List<Route> routesOfTable(int table) {
    return list(RouteCodec.list(table, 0), RouteCodec.RTM_NEWROUTE, RouteCodec::decode).stream()
        .filter(route -> route.table() == table)
        .toList();
  }

  /** All IPv4 routes of a protocol, in whatever table. */
  public List<Route> routesOfProtocol(int protocol) {
    return list(RouteCodec.list(0, protocol), RouteCodec.RTM_NEWROUTE, RouteCodec::decode).stream()
        .filter(route -> route.protocol() == protocol)
        .toList();
  }

  /** Switches a link on. */
  public Answer switchOn(int link) {
    return change(LinkCodec.switchOn(link));
  }

  /** Puts a link into an interface group. */
  public Answer setGroup(int link, int group) {
    return change(LinkCodec.setGroup(link, group));
  }

  /** Adds an address; {@code EEXIST} if it is there. */
  public Answer add(Address address) {
    return change(AddressCodec.add(address));
  }

  /** Removes an address. */
  public Answer delete(Address address) {
    return change(AddressCodec.delete(address));
  }

  /**
   * Puts the route in the place of the first one with the same key, or adds it. {@code EEXIST} says
   * that it is there already, but not as the first.
   */
  public Answer replace(Route route) {
    return change(RouteCodec.replace(route));
  }

  /** Removes the first route that is all of this; {@code ESRCH} if there is none. */
  public Answer delete(Route route) {
    return change(RouteCodec.delete(route));
  }

  /** Adds a rule behind those of its priority, also where there is one like it. */
  public Answer add(Rule rule) {
    return change(RuleCodec.add(rule));
  }

  /** Removes the first rule that is all of this; {@code ENOENT} if there is none. */
  public Answer delete(Rule rule) {
    return change(RuleCodec.delete(rule));
  }

  @Override
  public void close() {
    socket.close();
  }

  private Answer change(Request request) {
    int number = send(request);
    while (true) {
      switch (socket.receive()) {
        case NetlinkSocket.Datagram(List<NetlinkMessage> messages) -> {
          for (NetlinkMessage message : messages) {
            if (message.sequence() == number && message.type() == NetlinkMessage.NLMSG_ERROR) {
              return AnswerCodec.decode(message);
            }
          }
        }
        case NetlinkSocket.Truncated _ -> throw reopened("an answer larger than the buffer");
        case NetlinkSocket.Failed(Errno errno) -> throw reopened("no answer: " + errno);
      }
    }
  }

  private <T> List<T> list(
      Request request, int type, Function<NetlinkMessage, Optional<T>> decoder) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Listing<T> listing = new Listing<>(send(request), type, decoder);
      while (!listing.ended) {
        switch (socket.receive()) {
          case NetlinkSocket.Datagram(List<NetlinkMessage> messages) ->
              messages.forEach(listing::accept);
          case NetlinkSocket.Truncated _ -> throw reopened("a list's part larger than the buffer");
          case NetlinkSocket.Failed(Errno errno) -> throw reopened("a list without end: " + errno);
        }
      }
      if (!listing.interrupted) {
        return listing.result();
      }
    }
    throw new NetlinkException(
        "%d lists in a row were changed while the kernel wrote them".formatted(ATTEMPTS));
  }

  private int send(Request request) {
    sequence++;
    socket.send(request.bytes(sequence));
    return sequence;
  }

  /**
   * After a failure halfway the rest of an answer may be waiting: a new socket knows nothing of it.
   */
  private NetlinkException reopened(String message) {
    socket.close();
    socket = NetlinkSocket.forRequests();
    return new NetlinkException(message);
  }

  /** A list as it comes in. */
  private static final class Listing<T> {
    private final int number;
    private final int type;
    private final Function<NetlinkMessage, Optional<T>> decoder;
    private final List<T> items = new ArrayList<>();
    private Answer answer = new Answer.Accepted();
    private boolean interrupted;
    private boolean ended;

    Listing(int number, int type, Function<NetlinkMessage, Optional<T>> decoder) {
      this.number = number;
      this.type = type;
      this.decoder = decoder;
    }

    void accept(NetlinkMessage message) {
      if (message.sequence() != number) {
        return;
      }
      interrupted |= message.has(NetlinkMessage.NLM_F_DUMP_INTR);
      if (message.type() == NetlinkMessage.NLMSG_DONE
          || message.type() == NetlinkMessage.NLMSG_ERROR) {
        answer = AnswerCodec.decode(message);
        ended = true;
      } else if (message.type() == type) {
        decoder.apply(message).ifPresent(items::add);
      }
    }

    List<T> result() {
      return switch (answer) {
        case Answer.Accepted _ -> List.copyOf(items);
        // The table does not exist.
        case Answer.Refused(Errno errno, _) when errno.equals(Errno.ENOENT) -> List.of();
        case Answer.Refused refused -> throw new NetlinkException("no list: " + refused);
      };
    }
  }
}
