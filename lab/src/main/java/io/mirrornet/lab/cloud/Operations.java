package io.mirrornet.lab.cloud;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** All long-running operations, and the order in which they end. */
final class Operations {

  private record Due(Operation operation, long sequence) {}

  private final InstantSource clock;
  private final Map<String, Operation> byId = new HashMap<>();
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(
          Comparator.<Due, Instant>comparing(due -> due.operation().due())
              .thenComparingLong(Due::sequence));
  private long sequence;

  Operations(InstantSource clock) {
    this.clock = clock;
  }

  void add(Operation operation) {
    byId.put(operation.id(), operation);
    queue.add(new Due(operation, sequence++));
  }

  Optional<Operation> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Ends each operation whose time has come, in the order of their due times. */
  void settle() {
    Instant now = clock.instant();
    while (!queue.isEmpty() && !queue.peek().operation().due().isAfter(now)) {
      queue.remove().operation().end();
    }
  }

  /** When the next operation ends; empty where nothing is under way. */
  Optional<Instant> nextDue() {
    while (!queue.isEmpty() && !queue.peek().operation().underWay()) {
      queue.remove();
    }
    return Optional.ofNullable(queue.peek()).map(due -> due.operation().due());
  }
}
