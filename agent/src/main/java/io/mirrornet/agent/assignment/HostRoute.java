package io.mirrornet.agent.assignment;

import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.net.Ipv4Address;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A MirrorHostRoute as read.
 *
 * @param uid tells it from an older object of the same name
 * @param generation counts changes of the spec
 * @param status as the API server has it
 */
public record HostRoute(
    String namespace,
    String name,
    String uid,
    long generation,
    Instant created,
    MirrorHostRouteSpec spec,
    MirrorHostRouteStatus status) {

  /** The virtual addresses that it asks for. */
  public Set<Ipv4Address> destinations() {
    return spec.destinations().stream()
        .map(destination -> destination.address())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What it asks, without what was told of it. */
  public HostRoute withoutStatus() {
    return new HostRoute(
        namespace, name, uid, generation, created, spec, MirrorHostRouteStatus.EMPTY);
  }

  /** How messages call it. */
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
