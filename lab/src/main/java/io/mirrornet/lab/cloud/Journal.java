package io.mirrornet.lab.cloud;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Every request to the cloud, so that tests can count what a client asked for. */
public final class Journal {

  private final Deque<JournalEntry> entries = new ArrayDeque<>();
  private final int length;
  private long sequence;

  Journal(int length) {
    this.length = length;
  }

  /** The requests from the oldest that is still kept to the newest. */
  public List<JournalEntry> entries() {
    return List.copyOf(entries);
  }

  /** The requests that changed something. */
  public List<JournalEntry> mutations() {
    return matching(JournalEntry::mutation);
  }

  /** The requests for an action, such as {@code Microsoft.Compute/virtualMachines/read}. */
  public List<JournalEntry> action(String action) {
    String wanted = action.toLowerCase(Locale.ROOT);
    return matching(entry -> entry.action().toLowerCase(Locale.ROOT).equals(wanted));
  }

  /** The requests that a test is interested in. */
  public List<JournalEntry> matching(Predicate<JournalEntry> wanted) {
    return entries.stream().filter(wanted).toList();
  }

  /** How many requests there have been, kept or not. */
  public long count() {
    return sequence;
  }

  /** Forgets all requests so far; counting goes on. */
  public void clear() {
    entries.clear();
  }

  long next() {
    return ++sequence;
  }

  void add(JournalEntry entry) {
    if (entries.size() == length) {
      entries.removeFirst();
    }
    entries.addLast(entry);
  }
}
