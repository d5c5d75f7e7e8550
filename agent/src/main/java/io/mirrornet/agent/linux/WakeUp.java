package io.mirrornet.agent.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Ends another thread's poll(2): an eventfd(2). */
public final class WakeUp implements AutoCloseable {

  private final Descriptor descriptor =
      Descriptor.of(
          "eventfd", SystemCalls.eventfd(0, SystemCalls.SOCK_NONBLOCK | SystemCalls.SOCK_CLOEXEC));

  /** What to poll for {@link SystemCalls#POLLIN}. */
  public Descriptor descriptor() {
    return descriptor;
  }

  /** Makes the descriptor ready until {@link #clear}. From any thread. */
  public void signal() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment one = arena.allocateFrom(JAVA_LONG, 1);
      // It can only fail where the counter is full, and then the descriptor is ready as it should.
      SystemCalls.write(descriptor.number(), one);
    }
  }

  /** Takes all signals back. */
  public void clear() {
    try (Arena arena = Arena.ofConfined()) {
      SystemCalls.read(descriptor.number(), arena.allocate(JAVA_LONG));
    }
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
