package io.mirrornet.operator.port;

/**
 * Whether this process may act. Held by a Lease and judged by a clock that goes on while the
 * process or its machine is stopped, so that a process that slept does not believe that it still
 * leads.
 */
@FunctionalInterface
public interface Leadership {

  /** Whether the Lease is still held, with time left for one request. */
  boolean isHeld();
}
