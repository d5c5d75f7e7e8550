package io.mirrornet.operator.kubernetes;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.util.function.LongSupplier;

/**
 * The time since the machine was started, in nanoseconds, by {@code clock_gettime(CLOCK_BOOTTIME)}
 * (clock_gettime(2)). Unlike the clock of {@link System#nanoTime}, it counts the time that the
 * machine spent suspended; nobody sets it; and it goes on while a process is stopped.
 */
@SuppressWarnings("restricted") // java.lang.foreign is how Java reads this clock
public final class BootTime implements LongSupplier {

  /** {@code linux/time.h}. */
  private static final int CLOCK_BOOTTIME = 7;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** {@code struct timespec} on 64-bit Linux. */
  private static final StructLayout TIMESPEC =
      MemoryLayout.structLayout(JAVA_LONG.withName("tv_sec"), JAVA_LONG.withName("tv_nsec"));

  private static final MethodHandle CLOCK_GETTIME =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("clock_gettime"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, java.lang.foreign.ValueLayout.ADDRESS));

  @Override
  public long getAsLong() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(TIMESPEC);
      int result = (int) CLOCK_GETTIME.invokeExact(CLOCK_BOOTTIME, time);
      if (result != 0) {
        throw new IllegalStateException("this kernel has no CLOCK_BOOTTIME");
      }
      return time.get(JAVA_LONG, 0) * NANOS_PER_SECOND + time.get(JAVA_LONG, JAVA_LONG.byteSize());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a native call throws nothing of its own", e);
    }
  }
}
