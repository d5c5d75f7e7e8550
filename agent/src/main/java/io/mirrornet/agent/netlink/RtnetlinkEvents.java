package io.mirrornet.agent.netlink;

import io.mirrornet.agent.linux.Errno;
import io.mirrornet.agent.linux.PollSet;
import io.mirrornet.agent.linux.SystemCalls;
import io.mirrornet.agent.linux.WakeUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Listens to changes of links, IPv4 addresses, routes and rules in the network namespace of the
 * thread that opened it. One thread waits; any other may {@link #wake} it.
 */
public final class RtnetlinkEvents implements AutoCloseable {

  /** {@code RTNLGRP_LINK}, {@code _IPV4_IFADDR}, {@code _IPV4_ROUTE}, {@code _IPV4_RULE}. */
  private static final List<Integer> GROUPS = List.of(1, 5, 7, 8);

  /**
   * Room for some thousand events while nobody reads. It may overflow: that is told, and then a
   * look at everything does as well as the events.
   */
  private static final int RECEIVE_BUFFER = 1024 * 1024;

  private static final int MOST_AT_ONCE = 4096;

  private final NetlinkSocket socket;
  private final WakeUp wakeUp = new WakeUp();
  private final int ignoredPort;

  /**
   * Listens to everything that this port did not cause.
   *
   * @param ignoredPort {@link Rtnetlink#port}, whose user knows its own changes; 0: hear of all
   */
  public RtnetlinkEvents(int ignoredPort) {
    this(ignoredPort, RECEIVE_BUFFER);
  }

  RtnetlinkEvents(int ignoredPort, int receiveBuffer) {
    this.ignoredPort = ignoredPort;
    socket = NetlinkSocket.forEvents(GROUPS, receiveBuffer);
  }

  /** Ends the present or next {@link #await} early. From any thread. */
  public void wake() {
    wakeUp.signal();
  }

  /**
   * Waits until something happened, somebody called {@link #wake}, or time is up.
   *
   * @return all that happened since the last call; empty after a wake-up or at the end of the time
   */
  public List<Notification> await(Duration timeout) {
    PollSet.await(List.of(socket.descriptor(), wakeUp.descriptor()), SystemCalls.POLLIN, timeout);
    wakeUp.clear();
    List<Notification> all = new ArrayList<>();
    for (int datagrams = 0; datagrams < MOST_AT_ONCE && receive(all); datagrams++) {
      // What is left after that waits for the next call: a storm must not keep its hearer from
      // acting.
    }
    return all;
  }

  @Override
  public void close() {
    socket.close();
    wakeUp.close();
  }

  private boolean receive(List<Notification> all) {
    try {
      return switch (socket.receive()) {
        case NetlinkSocket.Datagram(List<NetlinkMessage> messages) -> {
          messages.stream()
              .filter(message -> message.port() == 0 || message.port() != ignoredPort)
              .forEach(message -> NotificationCodec.decode(message).ifPresent(all::add));
          yield true;
        }
        case NetlinkSocket.Failed(Errno errno) when errno.equals(Errno.EAGAIN) -> false;
        case NetlinkSocket.Failed(Errno errno) when !errno.equals(Errno.ENOBUFS) ->
            throw new NetlinkException("no events: " + errno);
        case NetlinkSocket.Failed _, NetlinkSocket.Truncated _ -> {
          all.add(new Notification.Overrun());
          yield true;
        }
      };
    } catch (MalformedMessageException e) {
      // Whatever it meant to say, looking at everything finds it.
      all.add(new Notification.Overrun());
      return true;
    }
  }
}
