package io.mirrornet.agent.probe;

import java.util.concurrent.Flow;

/**
 * What of a page is kept: its beginning, and the numbers of the mirror wherever they stand. A
 * metrics page of a large instance has 200 KiB, of which four lines are read.
 */
final class KeptLines implements Flow.Subscriber<String> {

  private static final String MIRROR = "iris_mirror_";

  /** Characters; a status page has seven. */
  private static final int BEGINNING = 1024;

  /** Characters; who sends more numbers of one mirror sends nonsense. */
  private static final int MOST = 64 * 1024;

  private final StringBuilder kept = new StringBuilder();

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String line) {
    int room = (line.startsWith(MIRROR) ? MOST : BEGINNING) - kept.length();
    if (room > line.length()) {
      kept.append(line).append('\n');
    }
  }

  @Override
  public void onError(Throwable failure) {
    // Whoever reads the page is told by the client.
  }

  @Override
  public void onComplete() {
    // What is kept is asked for by text().
  }

  /** The lines, each with its end. */
  String text() {
    return kept.toString();
  }
}
