package io.mirrornet.agent.probe;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * What of a page is kept: its beginning, and the numbers of the mirror wherever they stand. A
 * metrics page of a large instance has 200 KiB, of which four lines are read; and however long a
 * page or a line is, no more than this is held of it.
 */
final class KeptLines implements Flow.Subscriber<List<ByteBuffer>> {

  private static final String MIRROR = "iris_mirror_";

  /** Bytes; a status page has seven. */
  private static final int BEGINNING = 1024;

  /** Bytes; who sends more numbers of one mirror sends nonsense. */
  private static final int MOST = 64 * 1024;

  /** Bytes of a line; what is longer is none of the mirror's. */
  private static final int LONGEST_LINE = 1024;

  private final StringBuilder kept = new StringBuilder();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean tooLong;

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      while (buffer.hasRemaining()) {
        take(buffer.get());
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    // Whoever reads the page is told by the client.
  }

  @Override
  public void onComplete() {
    endOfLine();
  }

  /** The lines, each with its end. */
  String text() {
    return kept.toString();
  }

  private void take(byte next) {
    if (next == '\n') {
      endOfLine();
    } else if (line.size() < LONGEST_LINE) {
      line.write(next);
    } else {
      tooLong = true;
    }
  }

  private void endOfLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    int most = text.startsWith(MIRROR) ? MOST : BEGINNING;
    if (!tooLong && !text.isEmpty() && kept.length() + text.length() < most) {
      kept.append(text).append('\n');
    }
    line.reset();
    tooLong = false;
  }
}
