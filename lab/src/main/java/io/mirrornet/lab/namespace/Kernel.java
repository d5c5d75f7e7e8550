package io.mirrornet.lab.namespace;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The one system call that this package needs, by the C library's wrapper. */
@SuppressWarnings("restricted") // java.lang.foreign is how this project speaks to the kernel
final class Kernel {

  /** A new network namespace for the calling thread ({@code linux/sched.h}). */
  private static final int CLONE_NEWNET = 0x4000_0000;

  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final VarHandle ERRNO_VALUE =
      Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle UNSHARE =
      function("unshare", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle STRERROR =
      function("strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));

  private Kernel() {}

  /**
   * Moves the calling thread, and no other of this process, into a network namespace of its own
   * (unshare(2)). Processes that the thread starts and sockets that it opens are in it too.
   *
   * @throws IllegalStateException if the kernel refuses, which without CAP_SYS_ADMIN it does
   */
  static void unshareNetwork() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      if ((int) UNSHARE.invokeExact(state, CLONE_NEWNET) != 0) {
        MemorySegment text =
            (MemorySegment) STRERROR.invokeExact(state, (int) ERRNO_VALUE.get(state, 0L));
        throw new IllegalStateException(
            "no new network namespace: %s; it needs root"
                .formatted(text.reinterpret(256).getString(0)));
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a native call throws nothing of its own", e);
    }
  }

  private static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = linker.defaultLookup();
    return linker.downcallHandle(library.findOrThrow(name), type, ERRNO);
  }
}
