package io.mirrornet.operator.turn;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** By which anybody asks for a turn. However many ring, one turn follows. */
public final class Bell {

  private enum Ring {
    RING
  }

  /** Changes come in bursts; one turn serves them all. */
  private static final Duration BURST = Duration.ofMillis(200);

  private final BlockingQueue<Ring> rings = new ArrayBlockingQueue<>(1);

  /** Asks for a turn; returns at once. */
  public void ring() {
    // Full means that somebody has rung already.
    boolean _ = rings.offer(Ring.RING);
  }

  /** Waits until somebody rings, and a moment longer; at most this long. */
  void await(Duration rest) throws InterruptedException {
    if (rings.poll(rest.toMillis(), TimeUnit.MILLISECONDS) != null) {
      TimeUnit.MILLISECONDS.sleep(BURST.toMillis());
      rings.clear();
    }
  }
}
