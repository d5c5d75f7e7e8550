package io.mirrornet.agent.loop;

import io.mirrornet.agent.assignment.HostRoute;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was told last, so that the same is never told twice. */
final class StatusBook {

  private final StatusSink sink;

  /** By uid. The API server's own copy may still be on its way back to us. */
  private final Map<String, MirrorHostRouteStatus> told = new HashMap<>();

  StatusBook(StatusSink sink) {
    this.sink = sink;
  }

  MirrorHostRouteStatus before(HostRoute route) {
    return told.getOrDefault(route.uid(), route.status());
  }

  /** Tells it where it differs; returns whether all that is to be told has been. */
  boolean tell(HostRoute route, MirrorHostRouteStatus status) {
    if (status.equals(before(route))) {
      return true;
    }
    boolean arrived = sink.tell(route, status);
    if (arrived) {
      told.put(route.uid(), status);
    }
    return arrived;
  }

  void forgetAllBut(List<HostRoute> routes) {
    Set<String> present = new HashSet<>();
    routes.forEach(route -> present.add(route.uid()));
    told.keySet().retainAll(present);
  }
}
