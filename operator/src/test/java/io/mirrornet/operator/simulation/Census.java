package io.mirrornet.operator.simulation;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How often what is worth simulating happened: in one world, or in how many worlds of a run. */
final class Census {

  /** What is counted. */
  enum Event {
    DEALLOCATION,
    INTERFACE_ATTACHED,
    DISRUPTION_DONE,
    DISRUPTION_FAILED,
    DISRUPTION_WITHDRAWN,
    CRASH,
    CRASH_AROUND_DEALLOCATION,
    LOST_ANSWER_OF_AZURE,
    LOST_ANSWER_OF_API_SERVER,
    TWO_LEADERS,
    PROCESS_STOPPED,
    WRITE_CONFLICT,
    STALE_INFORMER,
    STALE_LIST,
    THROTTLED,
    OPERATION_FAILED,
    START_REFUSED,
    PERMISSION_DENIED,
    NETWORK_DELETED,
    NETWORK_CREATED_AGAIN,
    NETWORK_PAUSED_OR_OBSERVED,
    DELETED_WHILE_DISRUPTED,
    HOST_DESELECTED,
    FRONTEND_REMOVED,
    NODE_REGISTERED_AGAIN,
    AGENT_DEAD,
    ABANDONED,
    BAD_APPROVAL,
    SHUT_DOWN_BY_PERSON,
    DEALLOCATED_BY_PERSON,
    PRIMARY_MOVED,
    HOST_REFUSED,
    READY_AT_THE_END,
    AT_REST
  }

  private final Map<Event, Integer> counts = new EnumMap<>(Event.class);
  private int worlds;

  void count(Event event) {
    counts.merge(event, 1, Integer::sum);
  }

  int of(Event event) {
    return counts.getOrDefault(event, 0);
  }

  /** Adds one world, in which it counts only whether something happened. */
  void add(Census world) {
    worlds++;
    world.counts.keySet().forEach(this::count);
  }

  int worlds() {
    return worlds;
  }

  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(entry ->
            "%7d  %s"
                .formatted(
                    entry.getValue(),
                    entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ')))
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
