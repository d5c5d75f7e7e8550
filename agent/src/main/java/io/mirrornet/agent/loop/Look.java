package io.mirrornet.agent.loop;

import io.mirrornet.agent.assignment.HostRoute;
import io.mirrornet.api.hostroute.Evidence;
import io.mirrornet.api.hostroute.MemberEvidence;
import io.mirrornet.api.hostroute.MemberProbe;
import io.mirrornet.api.hostroute.PortEvidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One look at the members of this host.
 *
 * @param began when: what was seen is not older
 * @param seen of each declared member
 * @param listening the ports on which something listens
 */
record Look(Instant began, Map<MemberProbe, MemberEvidence> seen, Set<Integer> listening) {

  Look {
    seen = Map.copyOf(seen);
    listening = Set.copyOf(listening);
  }

  /** What answers the question of this object. */
  Evidence evidence(String nonce, HostRoute route) {
    List<MemberProbe> declared = route.spec().probes().members();
    return new Evidence(
        nonce,
        began,
        declared.stream()
            .flatMap(member -> Optional.ofNullable(seen.get(member)).stream())
            .toList(),
        declared.stream()
            .map(MemberProbe::superserverPort)
            .distinct()
            .sorted()
            .map(port -> new PortEvidence(port, listening.contains(port)))
            .toList());
  }
}
