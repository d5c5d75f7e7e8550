package io.mirrornet.agent.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;

/** What to wait for with poll(2). */
public final class PollSet {

  /** {@code struct pollfd} of {@code asm-generic/poll.h}. */
  private static final MemoryLayout POLLFD =
      MemoryLayout.structLayout(
          JAVA_INT.withName("fd"), JAVA_SHORT.withName("events"), JAVA_SHORT.withName("revents"));

  private static final long EVENTS = Integer.BYTES;
  private static final long REVENTS = EVENTS + Short.BYTES;

  private PollSet() {}

  /**
   * Waits until one of the descriptors is ready or broken, a signal arrives, or time is up.
   *
   * @param events {@link SystemCalls#POLLIN} or {@link SystemCalls#POLLOUT}
   * @param timeout rounded up to milliseconds, so that nobody spins until it is over
   * @return the places, in the list, of those that are ready or broken
   */
  public static BitSet await(List<Descriptor> descriptors, short events, Duration timeout) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocate(POLLFD, descriptors.size());
      for (int i = 0; i < descriptors.size(); i++) {
        set.set(JAVA_INT, i * POLLFD.byteSize(), descriptors.get(i).number());
        set.set(JAVA_SHORT, i * POLLFD.byteSize() + EVENTS, events);
      }
      int millis =
          (int) Math.clamp(timeout.plusNanos(999_999).toMillis(), 0, (long) Integer.MAX_VALUE);
      SystemCalls.require("poll", SystemCalls.poll(set, descriptors.size(), millis));
      BitSet ready = new BitSet(descriptors.size());
      for (int i = 0; i < descriptors.size(); i++) {
        ready.set(i, set.get(JAVA_SHORT, i * POLLFD.byteSize() + REVENTS) != 0);
      }
      return ready;
    }
  }
}
