package io.mirrornet.operator.simulation;

import io.mirrornet.api.MemberRole;
import io.mirrornet.api.disruption.CheckName;
import io.mirrornet.api.hostroute.Evidence;
import io.mirrornet.api.hostroute.MemberEvidence;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.hostroute.MirrorRole;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What agents have said, as it stands in the API server: for how long, and what of it an operator
 * was shown.
 */
final class Evidences {

  private record Claim(CheckName check, String host, String instance) {}

  private record Shown(Instant at, ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route) {}

  private record Reader(String process, ObjectKey route) {}

  private final World world;
  private final Map<Claim, Instant> saidSince = new HashMap<>();
  private final Map<Reader, Shown> shown = new HashMap<>();

  Evidences(World world) {
    this.world = world;
  }

  /** Notes since when each claim stands. */
  void step() {
    for (Mirrors.Instance instance : world.mirrors().all()) {
      for (CheckName check : List.of(CheckName.HoldsNoPrimary, CheckName.InstancesStopped)) {
        Claim claim = claim(check, instance);
        if (world.api().hostRoutes().stream().anyMatch(route -> says(route, claim))) {
          saidSince.putIfAbsent(claim, world.now());
        } else {
          saidSince.remove(claim);
        }
      }
    }
  }

  /** A process has got a host route from the API server itself. */
  void shown(String process, ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route) {
    shown.put(new Reader(process, route.key()), new Shown(world.now(), route));
  }

  /**
   * Whether the last word of the host's agent, in answer to whatever question, is what the check
   * must fail for: it has stood for longer than evidence may be old, or the process was shown it.
   */
  boolean showRunning(CheckName check, Mirrors.Instance instance, String process) {
    Claim claim = claim(check, instance);
    Instant stale = world.now().minus(Oracle.FRESH);
    return Optional.ofNullable(saidSince.get(claim)).filter(at -> at.isBefore(stale)).isPresent()
        || shown.entrySet().stream()
            .filter(entry -> entry.getKey().process().equals(process))
            .map(Map.Entry::getValue)
            .filter(it -> it.at().isAfter(stale))
            .anyMatch(it -> says(it.route(), claim));
  }

  private static Claim claim(CheckName check, Mirrors.Instance instance) {
    return new Claim(check, instance.member().host(), instance.member().instance());
  }

  private static boolean says(
      ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> route, Claim claim) {
    MirrorHostRouteStatus status = route.status();
    if (!route.spec().nodeName().equals(claim.host())) {
      return false;
    }
    Optional<MemberRole> answered =
        Optional.ofNullable(status.evidence()).map(Evidence::mirrors).stream()
            .flatMap(List::stream)
            .filter(member -> member.instance().equals(claim.instance()))
            .map(MemberEvidence::role)
            .findFirst();
    Optional<MirrorRole> transition =
        status.mirrors().stream()
            .filter(role -> role.instance().equals(claim.instance()))
            .findFirst();
    boolean transitionIsNewer =
        transition
            .filter(role ->
                status.evidence() == null
                    || answered.isEmpty()
                    || role.since().isAfter(status.evidence().observedAt()))
            .isPresent();
    Optional<MemberRole> last = transitionIsNewer ? transition.map(MirrorRole::role) : answered;
    return last.filter(role ->
            claim.check() == CheckName.HoldsNoPrimary
                ? role == MemberRole.Primary
                : role != MemberRole.Down && role != MemberRole.Unknown)
        .isPresent();
  }
}
