package io.mirrornet.agent.netlink;

import io.mirrornet.agent.linux.Errno;

/** What the kernel answers to a change. */
public sealed interface Answer {

  /** It is done. */
  record Accepted() implements Answer {}

  /**
   * It is not done.
   *
   * @param message the kernel's own explanation ({@code NLMSGERR_ATTR_MSG}); empty where it gives
   *     none
   */
  record Refused(Errno errno, String message) implements Answer {

    @Override
    public String toString() {
      return message.isEmpty() ? errno.toString() : errno + " (" + message + ")";
    }
  }
}
