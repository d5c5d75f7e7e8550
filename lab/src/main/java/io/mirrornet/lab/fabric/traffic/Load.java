package io.mirrornet.lab.fabric.traffic;

import io.mirrornet.net.Ipv4Address;
import java.util.ArrayList;
import java.util.List;

/** A caller that connects again and again, one connection at a time, until it is stopped. */
public final class Load implements AutoCloseable {

  private final Thread thread;
  private final List<Attempt> failures = new ArrayList<>();
  private int connected;
  private volatile boolean stopping;

  /**
   * How it went.
   *
   * @param connected how many attempts brought a banner
   * @param failures all the others
   */
  public record Result(int connected, List<Attempt> failures) {

    /** Keeps the failures as they are now. */
    public Result {
      failures = List.copyOf(failures);
    }
  }

  private Load(BannerClient caller, Ipv4Address address, int port) {
    thread = Thread.ofVirtual().name("load-" + address).unstarted(() -> run(caller, address, port));
  }

  /** Begins at once. */
  public static Load start(BannerClient caller, Ipv4Address address, int port) {
    Load load = new Load(caller, address, port);
    load.thread.start();
    return load;
  }

  /** Waits for the end of the attempt under way, and tells. */
  public Result stop() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the last attempt ran", e);
    }
    return new Result(connected, failures);
  }

  /** Stops it, whatever came of it. */
  @Override
  public void close() {
    stop();
  }

  private void run(BannerClient caller, Ipv4Address address, int port) {
    while (!stopping) {
      Attempt attempt = caller.call(address, port);
      if (attempt.connected()) {
        connected++;
      } else {
        failures.add(attempt);
      }
    }
  }
}
