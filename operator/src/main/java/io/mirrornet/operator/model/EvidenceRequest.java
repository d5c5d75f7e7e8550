package io.mirrornet.operator.model;

import java.time.Duration;
import java.time.Instant;

/**
 * A question to the agents that this process has asked: what they answer with this nonce was seen
 * after it. Its age is measured by our own clock, so an agent's clock is never trusted.
 */
public record EvidenceRequest(String nonce, Instant askedAt) {

  /** Older evidence is no ground to take a host down. */
  public static final Duration FRESH = Duration.ofSeconds(15);

  /** Whether an answer may still be used then. */
  public boolean isFresh(Instant then) {
    return then.isBefore(askedAt.plus(FRESH));
  }
}
