package io.mirrornet.operator.kubernetes;

/** The cluster was not read at the start. The message says whom was asked and what to look at. */
public final class ClusterNotReadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ClusterNotReadException(String message, Throwable cause) {
    super(message, cause);
  }
}
