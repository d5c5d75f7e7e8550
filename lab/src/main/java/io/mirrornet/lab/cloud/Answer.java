package io.mirrornet.lab.cloud;

import java.time.Duration;

/** What a client gets for a request. */
public sealed interface Answer {

  /** How long the answer is held back by an injected fault; zero without one. */
  Duration delay();

  /** The answer arrives. */
  record Delivered(ArmResponse response, Duration delay) implements Answer {}

  /**
   * The connection breaks and the client never learns what became of its request.
   *
   * @param effect whether the request was carried out before it broke
   */
  record Lost(boolean effect, Duration delay) implements Answer {}
}
