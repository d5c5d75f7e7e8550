package io.mirrornet.operator.port;

import java.time.Duration;

/** Where a long-running operation stands. */
public sealed interface Progress {

  /**
   * It goes on.
   *
   * @param askAgainAfter what ARM wants us to wait
   */
  record Running(Duration askAgainAfter) implements Progress {}

  /** It has succeeded. */
  record Succeeded() implements Progress {}

  /** It has failed or was cancelled. */
  record Failed(CloudError error) implements Progress {}

  /** Nobody knows: it could not be asked, or ARM has forgotten it. */
  record Unknown(CloudError error) implements Progress {}
}
