package io.mirrornet.agent.netlink;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.mirrornet.agent.linux.Descriptor;
import io.mirrornet.agent.linux.Errno;
import io.mirrornet.agent.linux.SystemCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A socket of family AF_NETLINK, protocol NETLINK_ROUTE (netlink(7)). For one thread at a time. */
final class NetlinkSocket implements AutoCloseable {

  private static final int NETLINK_ROUTE = 0;

  /** {@code linux/socket.h}. */
  private static final int SOL_NETLINK = 270;

  /** {@code linux/netlink.h}. */
  private static final int NETLINK_ADD_MEMBERSHIP = 1;

  private static final int NETLINK_CAP_ACK = 10;
  private static final int NETLINK_EXT_ACK = 11;
  private static final int NETLINK_GET_STRICT_CHK = 12;

  /** {@code asm-generic/socket.h}. */
  private static final int SOL_SOCKET = 1;

  private static final int SO_RCVBUF = 8;
  private static final int SO_RCVTIMEO = 20;

  /** {@code struct sockaddr_nl}: family, padding, port, groups. */
  private static final MemoryLayout SOCKADDR_NL =
      MemoryLayout.structLayout(JAVA_SHORT, JAVA_SHORT, JAVA_INT, JAVA_INT);

  private static final long PORT = 4;

  /**
   * The kernel fills at most 32 KiB of a dump into one datagram; pages not touched cost nothing.
   */
  private static final int BUFFER = 256 * 1024;

  private static final long ANSWER_SECONDS = 5;

  private final Descriptor descriptor;
  private final int port;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(BUFFER);

  private NetlinkSocket(int flags) {
    descriptor =
        Descriptor.of(
            "netlink socket",
            SystemCalls.socket(
                SystemCalls.AF_NETLINK,
                SystemCalls.SOCK_RAW | SystemCalls.SOCK_CLOEXEC | flags,
                NETLINK_ROUTE));
    try (Arena here = Arena.ofConfined()) {
      MemorySegment address = here.allocate(SOCKADDR_NL);
      address.set(JAVA_SHORT, 0, (short) SystemCalls.AF_NETLINK);
      SystemCalls.require("bind", SystemCalls.bind(descriptor.number(), address));
      SystemCalls.require("getsockname", SystemCalls.getsockname(descriptor.number(), address));
      port = address.get(JAVA_INT, PORT);
    }
  }

  /** A socket for requests: it waits for answers, with explanations, and lists are filtered. */
  static NetlinkSocket forRequests() {
    NetlinkSocket socket = new NetlinkSocket(0);
    // Kernels before 4.20 know no strict checking, and before 4.12 no explanations: both go
    // without.
    socket.tryOption(SOL_NETLINK, NETLINK_EXT_ACK, 1);
    socket.tryOption(SOL_NETLINK, NETLINK_CAP_ACK, 1);
    socket.tryOption(SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1);
    try (Arena here = Arena.ofConfined()) {
      MemorySegment timeout = here.allocate(2L * Long.BYTES, Long.BYTES);
      timeout.set(java.lang.foreign.ValueLayout.JAVA_LONG, 0, ANSWER_SECONDS);
      SystemCalls.require(
          "SO_RCVTIMEO",
          SystemCalls.setsockopt(socket.descriptor.number(), SOL_SOCKET, SO_RCVTIMEO, timeout));
    }
    return socket;
  }

  /**
   * A socket for events: it does not wait.
   *
   * @param groups {@code RTNLGRP_*}
   */
  static NetlinkSocket forEvents(List<Integer> groups, int receiveBuffer) {
    NetlinkSocket socket = new NetlinkSocket(SystemCalls.SOCK_NONBLOCK);
    socket.option("SO_RCVBUF", SOL_SOCKET, SO_RCVBUF, receiveBuffer);
    for (int group : groups) {
      socket.option("netlink group " + group, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group);
    }
    return socket;
  }

  Descriptor descriptor() {
    return descriptor;
  }

  /** The address that the kernel gave this socket: it stands in the events that it causes. */
  int port() {
    return port;
  }

  void send(ByteBuffer message) {
    try (Arena here = Arena.ofConfined()) {
      MemorySegment segment = here.allocate(message.remaining(), Integer.BYTES);
      segment.copyFrom(MemorySegment.ofBuffer(message));
      SystemCalls.require("netlink send", SystemCalls.send(descriptor.number(), segment, 0));
    }
  }

  /** Receives one datagram; what it holds is valid until the next. */
  Received receive() {
    long length = SystemCalls.recv(descriptor.number(), buffer, SystemCalls.MSG_TRUNC);
    if (length < 0) {
      return new Failed(new Errno((int) -length));
    }
    if (length > BUFFER) {
      return new Truncated();
    }
    return new Datagram(
        NetlinkMessage.parse(
            buffer.asSlice(0, length).asByteBuffer().order(ByteOrder.nativeOrder())));
  }

  @Override
  public void close() {
    descriptor.close();
    arena.close();
  }

  private void option(String what, int level, int option, int value) {
    SystemCalls.require(what, SystemCalls.setsockopt(descriptor.number(), level, option, value));
  }

  private boolean tryOption(int level, int option, int value) {
    return SystemCalls.setsockopt(descriptor.number(), level, option, value) >= 0;
  }

  /** What {@link #receive} found. */
  sealed interface Received {}

  /** One datagram's messages. */
  record Datagram(List<NetlinkMessage> messages) implements Received {}

  /** A datagram larger than the buffer: what it said is lost. */
  record Truncated() implements Received {}

  /** Nothing there in time ({@code EAGAIN}), something lost ({@code ENOBUFS}), or an error. */
  record Failed(Errno errno) implements Received {}
}
