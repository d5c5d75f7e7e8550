package io.mirrornet.lab.programs;

/** A program is neither there nor can it be made. The message says what to do. */
public final class ProgramUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Why, for machines. */
  public enum Reason {
    /** There is no Go to build it with. */
    GO_MISSING,
    /** There is a Go, and it is too old for the pinned modules. */
    GO_TOO_OLD,
    /** {@code go build} failed, or could not reach the module proxy. */
    GO_BUILD_FAILED,
    /** No {@code apt-get} and {@code dpkg}: not Debian or Ubuntu. */
    NO_PACKAGES,
    /** The package could not be fetched or unpacked. */
    PACKAGE_FAILED
  }

  private final Reason reason;

  ProgramUnavailableException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
