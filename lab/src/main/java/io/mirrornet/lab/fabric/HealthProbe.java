package io.mirrornet.lab.fabric;

import java.time.Duration;

/**
 * How the load balancer finds out whether a backend takes new flows. It asks from {@link
 * Fabric#PROBE_SOURCE}; an answer that takes longer than the interval is none.
 */
public sealed interface HealthProbe {

  /** Where it asks, on the backend's address; 1 to 65535. */
  int port();

  /** From the end of one question to the next, and how long an answer may take. */
  Duration interval();

  /** How many answers of the other kind in a row turn a backend's state; at least 1. */
  int probeThreshold();

  /**
   * Healthy while a TCP connection is accepted.
   *
   * @param port as {@link HealthProbe#port}
   * @param interval as {@link HealthProbe#interval}
   * @param probeThreshold as {@link HealthProbe#probeThreshold}
   */
  record Tcp(int port, Duration interval, int probeThreshold) implements HealthProbe {}

  /**
   * Healthy while GET answers with status 200 and no other.
   *
   * @param port as {@link HealthProbe#port}
   * @param requestPath with its leading slash
   * @param interval as {@link HealthProbe#interval}
   * @param probeThreshold as {@link HealthProbe#probeThreshold}
   */
  record Http(int port, String requestPath, Duration interval, int probeThreshold)
      implements HealthProbe {}

  /**
   * As {@link Http}, over TLS. Whose certificate it is does not matter.
   *
   * @param port as {@link HealthProbe#port}
   * @param requestPath with its leading slash
   * @param interval as {@link HealthProbe#interval}
   * @param probeThreshold as {@link HealthProbe#probeThreshold}
   */
  record Https(int port, String requestPath, Duration interval, int probeThreshold)
      implements HealthProbe {}
}
