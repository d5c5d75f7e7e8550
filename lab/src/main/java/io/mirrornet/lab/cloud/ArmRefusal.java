package io.mirrornet.lab.cloud;

/**
 * Ends a request with an error. It travels as an exception because a refusal may arise at any depth
 * of the checks and always ends in the one place that answers; it has no stack trace, because it is
 * an everyday answer and not a fault of this program.
 */
final class ArmRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ArmError error;

  ArmRefusal(ArmError error) {
    super(error.code() + ": " + error.message(), null, false, false);
    this.error = error;
  }

  ArmError error() {
    return error;
  }
}
