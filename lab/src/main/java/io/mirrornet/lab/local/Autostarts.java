package io.mirrornet.lab.local;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When which machine's init system starts its instances. */
final class Autostarts {

  private final Map<String, Instant> pending = new HashMap<>();

  void schedule(String host, Instant at) {
    pending.put(host, at);
  }

  void cancel(String host) {
    pending.remove(host);
  }

  /** Takes out the machines whose time has come. */
  List<String> due(Instant now) {
    List<String> hosts =
        pending.entrySet().stream()
            .filter(entry -> !now.isBefore(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    hosts.forEach(pending::remove);
    return hosts;
  }

  /** When the next one's time comes. */
  Optional<Instant> next() {
    return pending.values().stream().min(Instant::compareTo);
  }
}
