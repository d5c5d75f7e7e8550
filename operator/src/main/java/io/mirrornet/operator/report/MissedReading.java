package io.mirrornet.operator.report;

import io.mirrornet.api.Condition;
import io.mirrornet.api.ConditionStatus;
import io.mirrornet.api.ConditionType;
import io.mirrornet.operator.model.azure.Unread;
import io.mirrornet.operator.model.cluster.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What was true of a network stays so for one missed reading: one lost packet or one throttled
 * request is no news, and would make Ready flicker. The second one in a row is. Only for what
 * people read: no decision about a host is made from a condition.
 */
final class MissedReading {

  /** Azure is read each 30 s; twice that. */
  static final Duration OF_AZURE = Duration.ofSeconds(60);

  /** An agent tries again 15 s after what failed; twice that. */
  static final Duration OF_AN_AGENT = Duration.ofSeconds(30);

  private final Metadata network;
  private final List<Condition> before;
  private final Instant now;

  /**
   * @param before what was last said of the network
   */
  MissedReading(Metadata network, List<Condition> before, Instant now) {
    this.network = network;
    this.before = List.copyOf(before);
    this.now = now;
  }

  /** Whether that is not worth a word yet: discovered before, and read not long ago. */
  boolean isOnly(Unread unread) {
    return was(ConditionType.FrontendsDiscovered)
        && unread.lastRead().filter(at -> isWithin(at, OF_AZURE)).isPresent();
  }

  /**
   * Whether that is not worth a word yet: verified before, and failing not for long.
   *
   * @param failingSince by the agent's clock
   */
  boolean isOnly(Instant failingSince) {
    return was(ConditionType.ConnectivityVerified) && isWithin(failingSince, OF_AN_AGENT);
  }

  /** Clocks differ a little, to both sides. */
  private boolean isWithin(Instant at, Duration time) {
    return Duration.between(at, now).abs().compareTo(time) <= 0;
  }

  /** Whether it was true of this very spec. */
  private boolean was(ConditionType type) {
    return before.stream()
        .anyMatch(condition ->
            condition.type() == type
                && condition.status() == ConditionStatus.True
                && Objects.equals(condition.observedGeneration(), network.generation()));
  }
}
