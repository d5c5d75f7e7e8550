package io.mirrornet.lab.local;

import java.time.Duration;
import java.util.Optional;

/** What a DBA does to move a primary: stop it, wait, and start it again where it was. */
record PlannedFailover(Mirrors mirrors) {

  /** A mirror takes over in about a second; a busy machine needs more. */
  private static final Duration TAKEOVER = Duration.ofSeconds(30);

  /**
   * Moves the primary of a mirror.
   *
   * @throws IllegalArgumentException if there is no such mirror
   * @throws IllegalStateException if no backup is ready, or none takes over
   */
  void run(String mirror) throws InterruptedException {
    Lab.MirrorState before = mirrors.state(mirror);
    Lab.MemberState primary =
        before.members().stream()
            .filter(member -> before.primaryHost().equals(Optional.of(member.host())))
            .findFirst()
            .orElseThrow(() ->
                new IllegalStateException(
                    "%s has no primary: %s".formatted(mirror, before.members())));
    if (before.members().stream().noneMatch(Lab.MemberState::failoverReady)) {
      throw new IllegalStateException(
          "%s: no backup is ready to take over; wait until one is Backup and Active: %s"
              .formatted(mirror, before.members()));
    }
    mirrors.stop(primary.host(), primary.instance());
    if (!mirrors.await(mirror, now -> isElsewhere(now, primary.host()), TAKEOVER)) {
      throw new IllegalStateException(
          "%s: nobody took over: %s".formatted(mirror, mirrors.state(mirror).members()));
    }
    mirrors.start(primary.host(), primary.instance());
  }

  private static boolean isElsewhere(Lab.MirrorState mirror, String host) {
    return mirror.primaryHost().filter(now -> !now.equals(host)).isPresent();
  }
}
