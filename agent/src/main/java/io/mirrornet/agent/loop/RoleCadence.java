package io.mirrornet.agent.loop;

import java.time.Duration;
import java.time.Instant;

/**
 * How often the roles of instances are read. What has just begun, was just asked for or has just
 * changed is likely to change again, and then a person and an operator wait for each change.
 */
final class RoleCadence {

  /** Between two readings while something may be going on. */
  static final Duration ALERT = Duration.ofSeconds(2);

  /** Longer than an operator waits before it asks again about an open disruption. */
  static final Duration ALERT_FOR = Duration.ofMinutes(2);

  private final Duration usual;
  private Instant alertUntil;

  /** A host that has just come up is being waited for. */
  RoleCadence(Duration usual, Instant now) {
    this.usual = usual;
    this.alertUntil = now.plus(ALERT_FOR);
  }

  /** Something happened that makes a change likely. */
  void stirred(Instant now) {
    alertUntil = now.plus(ALERT_FOR);
  }

  /** How long to rest until roles are read again. */
  Duration rest(Instant now) {
    return now.isBefore(alertUntil) && ALERT.compareTo(usual) < 0 ? ALERT : usual;
  }
}
