package io.mirrornet.agent.netlink;

import java.io.Serial;

/** Bytes that are no netlink message of the kind they say they are. No kernel sends such. */
public final class MalformedMessageException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  MalformedMessageException(String message) {
    super(message);
  }
}
