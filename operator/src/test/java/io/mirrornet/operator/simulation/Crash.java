package io.mirrornet.operator.simulation;

/** The process is dead; whatever it knew is gone. */
final class Crash extends RuntimeException {

  private static final long serialVersionUID = 1;

  Crash() {
    super("killed", null, false, false);
  }
}
