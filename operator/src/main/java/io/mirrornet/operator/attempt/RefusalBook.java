package io.mirrornet.operator.attempt;

import io.mirrornet.operator.model.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was refused in the cluster, by what was to be done. One thread at a time. An entry ends with
 * the first success; or when nobody has wanted it for a while, since a write that is still due is
 * tried at each turn.
 */
public final class RefusalBook {

  private record Entry(Refusal refusal, Instant at) {}

  /** Several times the pace of a loop that is at rest. */
  private static final Duration UNWANTED = Duration.ofMinutes(2);

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * Notes a refusal.
   *
   * @param write what was to be done, such as {@code patch Node hs-vm-a}
   * @return whether that is news
   */
  public boolean refused(String write, Refusal refusal, Instant now) {
    Entry before = entries.put(write, new Entry(refusal, now));
    return before == null || !before.refusal().equals(refusal);
  }

  /** Notes that it is refused no more. */
  public void allowed(String write) {
    entries.remove(write);
  }

  /** What is refused still. */
  public List<Refusal> refusals(Instant now) {
    entries.values().removeIf(entry -> now.isAfter(entry.at().plus(UNWANTED)));
    return entries.values().stream().map(Entry::refusal).toList();
  }
}
