package io.mirrornet.agent.probe;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Tries connections. */
@FunctionalInterface
public interface Connector {

  /**
   * Tries all of them at the same time; each connection is closed as soon as it is made.
   *
   * @param timeout for each
   * @return one outcome for each
   */
  Map<Probe, Outcome> connect(Collection<Probe> probes, Duration timeout);
}
