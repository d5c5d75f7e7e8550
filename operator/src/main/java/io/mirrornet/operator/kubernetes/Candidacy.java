package io.mirrornet.operator.kubernetes;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One process's part in an election by Lease, without the Lease: what it believes, and when it may
 * take the Lease over. All times are of one clock of this process that goes on while it sleeps, so
 * no two machines' clocks are ever compared. Not thread-safe.
 *
 * <p>It is safe because both sides count the same {@link #LEASE}: a leader from before it asked for
 * the renewal, a challenger from when it saw the renewed Lease, which was later.
 */
final class Candidacy {

  /** How long a Lease must not have changed before another may take it. */
  static final Duration LEASE = Duration.ofSeconds(15);

  /** What a leader keeps back of it, so that a request that it begins is over in time. */
  static final Duration ONE_REQUEST = Duration.ofSeconds(5);

  /** What a Lease shows. */
  record Shown(String holder, String resourceVersion) {}

  private record Seen(Shown shown, long at) {}

  private final String identity;
  private @Nullable Seen seen;
  private @Nullable Long renewedAt;

  Candidacy(String identity) {
    this.identity = identity;
  }

  /** Whether to write this process's name into the Lease now, to renew it or to take it. */
  boolean mayWrite(Shown shown, long now) {
    if (seen == null || !seen.shown().equals(shown)) {
      seen = new Seen(shown, now);
    }
    if (shown.holder().equals(identity)) {
      return true;
    }
    // Somebody else's name: whatever we believed is over.
    renewedAt = null;
    return shown.holder().isEmpty() || now - seen.at() >= LEASE.toNanos();
  }

  /**
   * The Lease carries this process's name.
   *
   * @param askedAt before the request was made
   */
  void renewed(long askedAt) {
    renewedAt = askedAt;
  }

  /** The Lease was given up, or is not ours any more. */
  void over() {
    renewedAt = null;
  }

  /** Until when this process leads, with time left for one request; empty if it does not. */
  Optional<Long> heldUntil() {
    return Optional.ofNullable(renewedAt).map(at -> at + LEASE.minus(ONE_REQUEST).toNanos());
  }
}
