package io.mirrornet.agent.probe;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.mirrornet.agent.linux.Descriptor;
import io.mirrornet.agent.linux.Errno;
import io.mirrornet.agent.linux.PollSet;
import io.mirrornet.agent.linux.SystemCalls;
import io.mirrornet.net.Ipv4Address;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Connects by the kernel's own sockets, since the JDK's cannot be bound to an interface. All
 * attempts are waited for by the calling thread alone, and belong to its network namespace.
 */
public final class TcpConnector implements Connector {

  /** {@code asm-generic/socket.h}. */
  private static final int SOL_SOCKET = 1;

  private static final int SO_ERROR = 4;

  /** Needs CAP_NET_RAW before Linux 5.7. */
  private static final int SO_BINDTODEVICE = 25;

  /** {@code struct sockaddr_in} ({@code linux/in.h}): family, port, address, padding. */
  private static final MemoryLayout SOCKADDR_IN =
      MemoryLayout.structLayout(JAVA_SHORT, JAVA_SHORT, JAVA_INT, JAVA_LONG);

  private static final long PORT = 2;
  private static final long ADDRESS = 4;
  private static final ValueLayout.OfShort NETWORK_SHORT =
      JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt NETWORK_INT = JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);

  /** So few descriptors at a time that no limit is met. */
  private static final int AT_ONCE = 128;

  private final LongSupplier nanoTime;

  /**
   * @param nanoTime a clock that never jumps, in nanoseconds
   */
  public TcpConnector(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public Map<Probe, Outcome> connect(Collection<Probe> probes, Duration timeout) {
    Map<Probe, Outcome> outcomes = new LinkedHashMap<>();
    List<Probe> waiting = List.copyOf(probes);
    for (int from = 0; from < waiting.size(); from += AT_ONCE) {
      List<Probe> batch = waiting.subList(from, Math.min(from + AT_ONCE, waiting.size()));
      outcomes.putAll(new Batch(timeout).run(batch));
    }
    return outcomes;
  }

  /** Attempts under way. */
  private final class Batch {
    private final long start = nanoTime.getAsLong();
    private final long timeout;
    private final Map<Probe, Outcome> outcomes = new LinkedHashMap<>();
    private final List<Attempt> open = new ArrayList<>();

    Batch(Duration timeout) {
      this.timeout = timeout.toNanos();
    }

    Map<Probe, Outcome> run(List<Probe> probes) {
      try {
        probes.forEach(this::begin);
        while (!open.isEmpty() && elapsed().toNanos() < timeout) {
          await();
        }
        open.forEach(attempt -> outcomes.put(attempt.probe, new Outcome.TimedOut()));
        return outcomes;
      } finally {
        open.forEach(attempt -> attempt.socket.close());
      }
    }

    private void begin(Probe probe) {
      Descriptor socket =
          Descriptor.of(
              "socket",
              SystemCalls.socket(
                  SystemCalls.AF_INET,
                  SystemCalls.SOCK_STREAM | SystemCalls.SOCK_NONBLOCK | SystemCalls.SOCK_CLOEXEC,
                  0));
      long result = connect(socket, probe);
      if (result == -Errno.EINPROGRESS.number()) {
        open.add(new Attempt(probe, socket));
        return;
      }
      socket.close();
      outcomes.put(
          probe,
          result >= 0 ? new Outcome.Connected(elapsed()) : sentNothing(new Errno((int) -result)));
    }

    private long connect(Descriptor socket, Probe probe) {
      long result = 0;
      if (probe.device().isPresent()) {
        result =
            SystemCalls.setsockopt(
                socket.number(), SOL_SOCKET, SO_BINDTODEVICE, probe.device().get());
      }
      try (Arena arena = Arena.ofConfined()) {
        if (result >= 0 && probe.source().isPresent()) {
          result = SystemCalls.bind(socket.number(), address(arena, probe.source().get(), 0));
        }
        return result < 0
            ? result
            : SystemCalls.connect(
                socket.number(), address(arena, probe.destination(), probe.port()));
      }
    }

    private void await() {
      Duration left = Duration.ofNanos(timeout).minus(elapsed());
      List<Descriptor> sockets = open.stream().map(Attempt::socket).toList();
      BitSet ready = PollSet.await(sockets, SystemCalls.POLLOUT, left);
      for (int i = ready.length() - 1; i >= 0; i--) {
        if (ready.get(i)) {
          Attempt attempt = open.remove(i);
          outcomes.put(attempt.probe, answer(attempt.socket));
          attempt.socket.close();
        }
      }
    }

    private Outcome answer(Descriptor socket) {
      long error =
          SystemCalls.require(
              "SO_ERROR", SystemCalls.getsockopt(socket.number(), SOL_SOCKET, SO_ERROR));
      Errno errno = new Errno((int) error);
      if (error == 0) {
        return new Outcome.Connected(elapsed());
      }
      if (errno.equals(Errno.ECONNREFUSED) || errno.equals(Errno.ECONNRESET)) {
        return new Outcome.Refused(elapsed());
      }
      return errno.equals(Errno.ETIMEDOUT)
          ? new Outcome.TimedOut()
          : new Outcome.Unreachable(errno, elapsed());
    }

    /** A connection to the host's own address is refused at once. */
    private Outcome sentNothing(Errno errno) {
      return errno.equals(Errno.ECONNREFUSED)
          ? new Outcome.Refused(elapsed())
          : new Outcome.NotSent(errno);
    }

    private Duration elapsed() {
      return Duration.ofNanos(nanoTime.getAsLong() - start);
    }
  }

  private record Attempt(Probe probe, Descriptor socket) {}

  private static MemorySegment address(Arena arena, Ipv4Address address, int port) {
    MemorySegment segment = arena.allocate(SOCKADDR_IN);
    segment.set(JAVA_SHORT, 0, (short) SystemCalls.AF_INET);
    segment.set(NETWORK_SHORT, PORT, (short) port);
    segment.set(NETWORK_INT, ADDRESS, address.bits());
    return segment;
  }
}
