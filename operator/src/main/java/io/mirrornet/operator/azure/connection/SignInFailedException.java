package io.mirrornet.operator.azure.connection;

/** No token could be had. The message names the credential and the next step. */
public final class SignInFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean passing;

  SignInFailedException(boolean passing, String message, Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  /** Whether it may work later without anybody changing anything. */
  public boolean isPassing() {
    return passing;
  }
}
