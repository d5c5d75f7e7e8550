package io.mirrornet.operator.simulation;

/** The process is dead; whatever it knew is gone. An Error: no bulkhead holds it up. */
final class Crash extends Error {

  private static final long serialVersionUID = 1;

  Crash() {
    super("killed", null, false, false);
  }
}
