package io.mirrornet.operator.report;

import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.network.HostPhase;
import io.mirrornet.api.network.HostStatus;
import io.mirrornet.api.network.HostStatus.Membership;
import io.mirrornet.api.network.OperatingSystem;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.azure.IpConfiguration;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.plan.FleetPlan;
import io.mirrornet.operator.plan.host.Host;
import io.mirrornet.operator.plan.host.Verdict;
import io.mirrornet.operator.plan.provision.Provision;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import io.mirrornet.operator.plan.survey.SurveyedHost;
import java.util.Optional;

/** How far one host has come. */
final class HostReport {

  private final SurveyedHost surveyed;
  private final boolean deleting;
  private final HostJudgements judgements;
  private final Optional<ApiObject<HostDisruptionSpec, HostDisruptionStatus>> disruption;

  HostReport(FleetPlan plan, NetworkSurvey network, SurveyedHost surveyed, MissedReading missed) {
    this.surveyed = surveyed;
    this.deleting = network.isDeleting();
    Optional<HostStatus> before =
        network.network().status().hosts().stream()
            .filter(host -> host.node().equals(surveyed.name()))
            .findFirst();
    this.disruption =
        plan.survey().fleet().cluster().disruptions().stream()
            .filter(record -> record.spec().host().equals(surveyed.name()))
            .filter(record -> !record.status().phase().isFinal())
            .findFirst();
    this.judgements = new HostJudgements(plan, surveyed, missed, before, disruption);
  }

  HostStatus status() {
    Judgement judgement = judgement();
    return new HostStatus(
        surveyed.name(),
        surveyed.host().map(host -> host.virtualMachine().vmId().toString()).orElse(null),
        surveyed.host().map(HostReport::operatingSystem).orElse(null),
        nic().map(nic -> nic.id().toString()).orElse(null),
        nic().flatMap(HostReport::address).orElse(null),
        phase(),
        judgement.holds() ? null : judgement.reason(),
        judgements.routeStatus().mirrors().stream()
            .map(role -> new Membership(role.mirror(), role.instance(), role.role()))
            .toList(),
        ratio(judgements.programmed(), judgements.destinations()),
        ratio(judgements.reachable(), judgements.destinations()),
        judgements.routeStatus().provenLocal(),
        disruption.map(record -> record.key().name()).orElse(null),
        judgement.holds() ? null : judgement.message());
  }

  /** What the host lacks first. */
  Judgement judgement() {
    return judgements.first();
  }

  /** What holds and what does not, one by one. */
  HostJudgements judgements() {
    return judgements;
  }

  boolean isAccepted() {
    return surveyed.host().isPresent();
  }

  boolean isReady() {
    return phase() == HostPhase.Ready;
  }

  private HostPhase phase() {
    if (deleting) {
      return HostPhase.Leaving;
    }
    if (disruption.filter(record -> record.status().phase().isOpen()).isPresent()) {
      return HostPhase.Disrupted;
    }
    return switch (surveyed.verdict()) {
      case Verdict.Refused _ -> HostPhase.Refused;
      case Verdict.Unclear _ -> HostPhase.Discovering;
      case Verdict.Accepted _ ->
          switch (surveyed.provision().orElse(null)) {
            case Provision.Refused _ -> HostPhase.Refused;
            case Provision.Missing _, Provision.Coming _ -> HostPhase.InterfacePending;
            case Provision.Detached _ -> HostPhase.AttachPending;
            case Provision.Attached _ ->
                judgements.agentReady().holds() ? proven() : HostPhase.AgentPending;
            case null -> HostPhase.Discovering;
          };
    };
  }

  private HostPhase proven() {
    return judgements.routesProgrammed().holds() && judgements.verified().holds()
        ? HostPhase.Ready
        : HostPhase.Converging;
  }

  private Optional<NetworkInterface> nic() {
    return switch (surveyed.provision().orElse(null)) {
      case Provision.Attached(var nic) -> Optional.of(nic);
      case Provision.Detached(var nic) -> Optional.of(nic);
      case Provision.Missing _, Provision.Coming _, Provision.Refused _ -> Optional.empty();
      case null -> Optional.empty();
    };
  }

  private static Optional<Ipv4Address> address(NetworkInterface nic) {
    return nic.primaryIpConfiguration().flatMap(IpConfiguration::address);
  }

  private static OperatingSystem operatingSystem(Host host) {
    return switch (host.virtualMachine().operatingSystem()) {
      case LINUX -> OperatingSystem.Linux;
      case WINDOWS -> OperatingSystem.Windows;
    };
  }

  private static String ratio(int part, int whole) {
    return part + "/" + whole;
  }

  String name() {
    return surveyed.name();
  }
}
