package io.mirrornet.lab.mirror;

import java.time.Duration;

/**
 * How long a mirror takes for things. None may be negative.
 *
 * @param start from the start of an instance until it joins its mirror
 * @param takeover from the loss of a primary until the backup has become one
 * @param catchUp from joining as backup until journal transfer is Active
 */
public record MirrorTimings(Duration start, Duration takeover, Duration catchUp) {

  /** Short enough to be watched, long enough to be seen. */
  public static final MirrorTimings LAB =
      new MirrorTimings(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(4));
}
