package io.mirrornet.agent.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * System calls, by the C library's wrappers. Each returns what the kernel returned, and where that
 * was an error the negative error number, as the kernel itself does it. A call that a signal
 * interrupted is made again.
 */
@SuppressWarnings("restricted") // java.lang.foreign is how the agent speaks to the kernel
public final class SystemCalls {

  /** {@code linux/socket.h}. */
  public static final int AF_UNSPEC = 0;

  /** {@code linux/socket.h}. */
  public static final int AF_INET = 2;

  /** {@code linux/socket.h}. */
  public static final int AF_NETLINK = 16;

  /** {@code linux/net.h}. */
  public static final int SOCK_STREAM = 1;

  /** {@code linux/net.h}. */
  public static final int SOCK_RAW = 3;

  /** {@code linux/net.h}: O_NONBLOCK. */
  public static final int SOCK_NONBLOCK = 0x800;

  /** {@code linux/net.h}: O_CLOEXEC. */
  public static final int SOCK_CLOEXEC = 0x80000;

  /** {@code linux/socket.h}: recv returns the real length, however small the buffer. */
  public static final int MSG_TRUNC = 0x20;

  /** {@code asm-generic/poll.h}. */
  public static final short POLLIN = 0x1;

  /** {@code asm-generic/poll.h}. */
  public static final short POLLOUT = 0x4;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_VALUE =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final int LONGEST_TEXT = 256;

  private static final MethodHandle SOCKET =
      function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = function("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CONNECT =
      function("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GETSOCKNAME =
      function("getsockname", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SETSOCKOPT =
      function("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GETSOCKOPT =
      function("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SEND =
      function("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECV =
      function("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle POLL = function("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle EVENTFD = function("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle WRITE =
      function("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle READ =
      function("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle STRERROR = function("strerror", ADDRESS, JAVA_INT);

  private SystemCalls() {}

  /** socket(2). */
  public static long socket(int domain, int type, int protocol) {
    return call(state -> (int) SOCKET.invokeExact(state, domain, type, protocol));
  }

  /** bind(2). */
  public static long bind(int descriptor, MemorySegment address) {
    return call(
        state -> (int) BIND.invokeExact(state, descriptor, address, (int) address.byteSize()));
  }

  /** connect(2). */
  public static long connect(int descriptor, MemorySegment address) {
    return call(
        state -> (int) CONNECT.invokeExact(state, descriptor, address, (int) address.byteSize()));
  }

  /** getsockname(2), into a segment of the address's size. */
  public static long getsockname(int descriptor, MemorySegment address) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
      return call(state -> (int) GETSOCKNAME.invokeExact(state, descriptor, address, size));
    }
  }

  /** setsockopt(2) of an option that is a number. */
  public static long setsockopt(int descriptor, int level, int option, int value) {
    try (Arena arena = Arena.ofConfined()) {
      return setsockopt(descriptor, level, option, arena.allocateFrom(JAVA_INT, value));
    }
  }

  /** setsockopt(2) of an option that is a text. */
  public static long setsockopt(int descriptor, int level, int option, String value) {
    try (Arena arena = Arena.ofConfined()) {
      return setsockopt(
          descriptor, level, option, arena.allocateFrom(value, StandardCharsets.US_ASCII));
    }
  }

  /** setsockopt(2). */
  public static long setsockopt(int descriptor, int level, int option, MemorySegment value) {
    return call(state ->
        (int)
            SETSOCKOPT.invokeExact(
                state, descriptor, level, option, value, (int) value.byteSize()));
  }

  /** getsockopt(2) of an option that is a number which is not negative. */
  public static long getsockopt(int descriptor, int level, int option) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(JAVA_INT);
      MemorySegment size = arena.allocateFrom(JAVA_INT, Integer.BYTES);
      long result =
          call(
              state -> (int) GETSOCKOPT.invokeExact(state, descriptor, level, option, value, size));
      return result < 0 ? result : value.get(JAVA_INT, 0);
    }
  }

  /** send(2) of the whole segment. */
  public static long send(int descriptor, MemorySegment data, int flags) {
    return call(state -> (long) SEND.invokeExact(state, descriptor, data, data.byteSize(), flags));
  }

  /** recv(2) into the segment. */
  public static long recv(int descriptor, MemorySegment buffer, int flags) {
    return call(
        state -> (long) RECV.invokeExact(state, descriptor, buffer, buffer.byteSize(), flags));
  }

  /**
   * poll(2). A signal ends the wait early, as if nothing had happened.
   *
   * @param descriptors an array of {@code struct pollfd}
   * @param timeoutMillis how long to wait at most; negative: for ever
   */
  public static long poll(MemorySegment descriptors, int count, int timeoutMillis) {
    long result =
        callOnce(state -> (int) POLL.invokeExact(state, descriptors, (long) count, timeoutMillis));
    return result == -Errno.EINTR.number() ? 0 : result;
  }

  /** eventfd(2). */
  public static long eventfd(int initial, int flags) {
    return call(state -> (int) EVENTFD.invokeExact(state, initial, flags));
  }

  /** write(2) of the whole segment. */
  public static long write(int descriptor, MemorySegment data) {
    return call(state -> (long) WRITE.invokeExact(state, descriptor, data, data.byteSize()));
  }

  /** read(2) into the segment. */
  public static long read(int descriptor, MemorySegment buffer) {
    return call(state -> (long) READ.invokeExact(state, descriptor, buffer, buffer.byteSize()));
  }

  /** close(2); never made again, since the descriptor is gone whatever it returns. */
  static void close(int descriptor) {
    callOnce(state -> (int) CLOSE.invokeExact(state, descriptor));
  }

  /**
   * The result, where it is no error.
   *
   * @throws SystemCallException if it is
   */
  public static long require(String what, long result) {
    if (result < 0) {
      throw new SystemCallException(what, new Errno((int) -result));
    }
    return result;
  }

  static String strerror(int number) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = (MemorySegment) STRERROR.invokeExact(arena.allocate(STATE), number);
      return text.reinterpret(LONGEST_TEXT).getString(0);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static long call(Call call) {
    long result;
    do {
      result = callOnce(call);
    } while (result == -Errno.EINTR.number());
    return result;
  }

  private static long callOnce(Call call) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long result = call.invoke(state);
      return result < 0 ? -(int) ERRNO_VALUE.get(state, 0L) : result;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static RuntimeException unexpected(Throwable thrown) {
    switch (thrown) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError("a native call throws nothing of its own", thrown);
    }
  }

  private static MethodHandle function(
      String name, MemoryLayout result, MemoryLayout... parameters) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, parameters), ERRNO);
  }

  /** A call that leaves its error number in the segment. */
  @FunctionalInterface
  private interface Call {
    long invoke(MemorySegment state) throws Throwable;
  }
}
