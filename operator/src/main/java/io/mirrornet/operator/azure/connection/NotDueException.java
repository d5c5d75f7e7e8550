package io.mirrornet.operator.azure.connection;

/** A request was not sent, since it was not due any more when everything else was ready. */
public final class NotDueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotDueException() {
    super("not due any more");
  }
}
