package io.mirrornet.agent.guard;

import io.mirrornet.lab.fabric.traffic.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Callers that call without a pause until they are told to stop. */
final class Load implements AutoCloseable {

  private final List<Thread> callers = new ArrayList<>();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean stopped;

  Load calling(String what, Supplier<Attempt> call) {
    callers.add(Thread.ofVirtual().name(what).start(() -> repeat(what, call)));
    return this;
  }

  /** Ends the load and returns what failed. */
  List<String> stop() throws InterruptedException {
    stopped = true;
    for (Thread caller : callers) {
      caller.join();
    }
    return List.copyOf(failures);
  }

  int calls() {
    return calls.get();
  }

  @Override
  public void close() {
    stopped = true;
  }

  private void repeat(String what, Supplier<Attempt> call) {
    while (!stopped) {
      Attempt attempt = call.get();
      calls.incrementAndGet();
      if (!attempt.connected()) {
        failures.add(what + ": " + attempt);
      }
    }
  }
}
