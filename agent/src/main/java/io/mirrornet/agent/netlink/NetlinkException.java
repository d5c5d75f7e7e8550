package io.mirrornet.agent.netlink;

import java.io.Serial;

/** The kernel does not tell what is there: nothing can be decided until it does. */
public final class NetlinkException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  NetlinkException(String message) {
    super(message);
  }
}
