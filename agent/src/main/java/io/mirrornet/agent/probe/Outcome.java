package io.mirrornet.agent.probe;

import io.mirrornet.agent.linux.Errno;
import java.time.Duration;

/** How an attempt to connect ended. */
public sealed interface Outcome {

  /** The connection was made. */
  record Connected(Duration after) implements Outcome {
    @Override
    public String toString() {
      return "connected";
    }
  }

  /** Somebody answered that nobody listens: a reset, or an ICMP "port unreachable". */
  record Refused(Duration after) implements Outcome {
    @Override
    public String toString() {
      return "refused";
    }
  }

  /** Somebody on the way, or a firewall at its end, answered that there is no way. */
  record Unreachable(Errno errno, Duration after) implements Outcome {
    @Override
    public String toString() {
      return "unreachable: " + errno;
    }
  }

  /** No answer came in time. */
  record TimedOut() implements Outcome {
    @Override
    public String toString() {
      return "timed out";
    }
  }

  /** The host's own kernel did not send anything: no route, no such interface or address. */
  record NotSent(Errno errno) implements Outcome {
    @Override
    public String toString() {
      return "not sent: " + errno;
    }
  }

  /**
   * Nothing was tried, since it must not or cannot be.
   *
   * @param reason for people
   */
  record NotTried(String reason) implements Outcome {
    @Override
    public String toString() {
      return "not tried: " + reason;
    }
  }

  /** Whether the connection was made. */
  default boolean isConnected() {
    return this instanceof Connected;
  }
}
