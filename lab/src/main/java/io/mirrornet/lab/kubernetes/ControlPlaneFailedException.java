package io.mirrornet.lab.kubernetes;

/** A control plane did not come up. The message ends with the last words of who failed. */
public final class ControlPlaneFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Why, for machines. */
  public enum Reason {
    /** A component ended by itself. */
    COMPONENT_EXITED,
    /** Nothing ended, and the API server was not ready in time. */
    NOT_READY_IN_TIME
  }

  private final Reason reason;

  ControlPlaneFailedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
