package io.mirrornet.operator.simulation;

import io.mirrornet.api.MemberRole;
import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.hostroute.MemberEvidence;
import java.time.Instant;
import java.util.Optional;

/** What agents have said lately, as it stands in the API server. */
final class Evidences {

  private final World world;
  private final RouteOracle routes;

  Evidences(World world, RouteOracle routes) {
    this.world = world;
    this.routes = routes;
  }

  /**
   * Whether the answer of the host's agent to a fresh question says what the check must fail for.
   */
  boolean showRunning(CheckName check, Mirrors.Instance instance) {
    Instant stale = world.now().minus(Oracle.FRESH);
    return world.api().hostRoutes().stream()
        .filter(route -> route.spec().nodeName().equals(instance.member().host()))
        .flatMap(route -> Optional.ofNullable(route.status().evidence()).stream())
        .filter(evidence -> routes.askedAt(evidence.nonce()).isAfter(stale))
        .flatMap(evidence -> evidence.mirrors().stream())
        .filter(member -> member.instance().equals(instance.member().instance()))
        .map(MemberEvidence::role)
        .anyMatch(role ->
            check == CheckName.HoldsNoPrimary
                ? role == MemberRole.Primary
                : role != MemberRole.Down && role != MemberRole.Unknown);
  }
}
