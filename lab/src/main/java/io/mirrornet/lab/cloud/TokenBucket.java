package io.mirrornet.lab.cloud;

import java.time.Duration;
import java.time.Instant;

/** Requests that may still be made: a full bucket at first, refilled evenly. */
final class TokenBucket {

  private final double capacity;
  private final double perSecond;
  private double tokens;
  private Instant filled;

  TokenBucket(double capacity, double perSecond, Instant now) {
    this.capacity = capacity;
    this.perSecond = perSecond;
    this.tokens = capacity;
    this.filled = now;
  }

  /** How long until there is a token; zero if there is one now. */
  Duration wait(Instant now) {
    refill(now);
    return tokens >= 1
        ? Duration.ZERO
        : Duration.ofMillis((long) Math.ceil((1 - tokens) / perSecond * 1000));
  }

  /** Takes a token; without throttling the bucket may be empty already. */
  void take() {
    tokens = Math.max(0, tokens - 1);
  }

  long left() {
    return (long) tokens;
  }

  private void refill(Instant now) {
    if (now.isAfter(filled)) {
      double seconds = Duration.between(filled, now).toNanos() / 1e9;
      tokens = Math.min(capacity, tokens + seconds * perSecond);
      filled = now;
    }
  }
}
