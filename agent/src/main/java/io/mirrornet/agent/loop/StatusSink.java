package io.mirrornet.agent.loop;

import io.mirrornet.agent.assignment.HostRoute;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;

/** Where statuses are told. */
@FunctionalInterface
public interface StatusSink {

  /**
   * Tells the status of an object.
   *
   * @return whether it arrived; what did not is told again later
   */
  boolean tell(HostRoute route, MirrorHostRouteStatus status);
}
