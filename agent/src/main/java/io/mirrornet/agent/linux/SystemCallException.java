package io.mirrornet.agent.linux;

import java.io.Serial;

/**
 * A system call failed that does not fail on a sound machine with the rights that are asked for.
 */
public final class SystemCallException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /**
   * @param what what was tried, to be put before a colon
   */
  public SystemCallException(String what, Errno errno) {
    super(what + ": " + errno);
  }
}
