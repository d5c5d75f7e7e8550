package io.mirrornet.lab.kubernetes;

import java.io.Serial;

/** A client of the API server ended with another status than 0; the message has its words. */
public final class CommandFailedException extends IllegalStateException {

  @Serial private static final long serialVersionUID = 1;

  CommandFailedException(String message) {
    super(message);
  }
}
