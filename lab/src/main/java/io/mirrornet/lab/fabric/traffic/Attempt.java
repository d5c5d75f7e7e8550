package io.mirrornet.lab.fabric.traffic;

/** How an attempt to connect ended. */
public sealed interface Attempt {

  /**
   * A connection was made and the server's banner arrived.
   *
   * @param banner who answered
   */
  record Connected(Banner banner) implements Attempt {}

  /** Nothing came back in time: the packet, or its answer, was lost. */
  record TimedOut() implements Attempt {}

  /** Somebody answered that nobody listens. */
  record Refused() implements Attempt {}

  /** A connection was made, and then cut by the other side or something in between. */
  record Reset() implements Attempt {}

  /**
   * The caller's own kernel, or a router, said that there is no way.
   *
   * @param reason its words
   */
  record Unreachable(String reason) implements Attempt {}

  /** Whether the banner arrived. */
  default boolean connected() {
    return this instanceof Connected;
  }
}
