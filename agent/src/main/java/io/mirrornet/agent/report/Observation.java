package io.mirrornet.agent.report;

import io.mirrornet.agent.guard.Programmed;
import io.mirrornet.agent.probe.Admission;
import io.mirrornet.agent.probe.Outcome;
import io.mirrornet.api.hostroute.MemberEvidence;
import io.mirrornet.net.Ipv4Address;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of this host.
 *
 * @param now when it is told
 * @param programmed what stands; empty: the guard has not looked since this was asked
 * @param admissions of the destinations that were tried
 * @param reach the latest attempt to connect to each port of each destination, as any program would
 * @param localPath see there
 * @param members the roles last seen
 */
public record Observation(
    Instant now,
    Optional<Programmed> programmed,
    Map<Ipv4Address, Admission> admissions,
    Map<Ipv4Address, Map<Integer, Outcome>> reach,
    LocalPath localPath,
    List<MemberEvidence> members) {

  public Observation {
    admissions = Map.copyOf(admissions);
    reach = Map.copyOf(reach);
    members = List.copyOf(members);
  }

  /** What was seen of one destination. */
  public Admission admission(Ipv4Address destination) {
    return admissions.getOrDefault(destination, Admission.UNTRIED);
  }

  /** Whether a packet from the second interface came back to the first one and was answered. */
  public sealed interface LocalPath {

    /** Not tried yet, or nothing to try. */
    record Untried() implements LocalPath {}

    /** It did. */
    record Proven() implements LocalPath {}

    /**
     * It did not.
     *
     * @param silent the addresses of the host that did not answer
     */
    record Silent(List<Ipv4Address> silent) implements LocalPath {}
  }
}
