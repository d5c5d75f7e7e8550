package io.mirrornet.operator.plan.survey;

import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.plan.host.Host;
import io.mirrornet.operator.plan.host.Verdict;
import io.mirrornet.operator.plan.provision.Provision;
import java.util.Optional;

/**
 * A node that a network wants as a host.
 *
 * @param provision how far the second NIC has come; empty unless the node is a host
 * @param hostRoute what its agent is told, if anything
 */
public record SurveyedHost(
    Verdict verdict,
    Optional<Provision> provision,
    Optional<ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus>> hostRoute) {

  /** The node's name. */
  public String name() {
    return verdict.name();
  }

  /** The host, if the node is one. */
  public Optional<Host> host() {
    return switch (verdict) {
      case Verdict.Accepted(var host) -> Optional.of(host);
      case Verdict.Refused _, Verdict.Unclear _ -> Optional.empty();
    };
  }
}
