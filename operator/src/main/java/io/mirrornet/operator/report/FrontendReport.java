package io.mirrornet.operator.report;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.hostroute.DestinationStatus;
import io.mirrornet.api.network.FrontendKind;
import io.mirrornet.api.network.FrontendState;
import io.mirrornet.api.network.FrontendStatus;
import io.mirrornet.api.network.Mirror;
import io.mirrornet.operator.model.azure.FrontendName;
import io.mirrornet.operator.plan.discovery.Frontend;
import io.mirrornet.operator.plan.discovery.Frontend.Kind;
import io.mirrornet.operator.plan.survey.NetworkSurvey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of each frontend. */
final class FrontendReport {

  private final NetworkSurvey network;

  FrontendReport(NetworkSurvey network) {
    this.network = network;
  }

  List<FrontendStatus> status() {
    return network.frontends().stream().map(this::status).toList();
  }

  private FrontendStatus status(Frontend frontend) {
    return new FrontendStatus(
        frontend.name().toString(),
        frontend.id().toString(),
        frontend.address(),
        List.copyOf(frontend.backendPorts().keySet()),
        kind(frontend).orElse(null),
        mirror(frontend).orElse(null),
        state(frontend),
        reason(frontend).orElse(null),
        reason(frontend).map(FrontendReport::message).orElse(null));
  }

  private static Optional<FrontendKind> kind(Frontend frontend) {
    return switch (frontend.routing()) {
      case IGNORED -> Optional.of(FrontendKind.Ignore);
      case ROUTED, FLOATING_IP, UDP_ONLY, KUBERNETES_SERVICE, API_SERVER, PROTECTED ->
          switch (frontend.kind()) {
            case MIRROR -> Optional.of(FrontendKind.Mirror);
            case ACTIVE_ACTIVE -> Optional.of(FrontendKind.ActiveActive);
            case UNKNOWN -> Optional.empty();
          };
    };
  }

  private Optional<String> mirror(Frontend frontend) {
    return network.spec().mirrors().stream()
        .filter(mirror ->
            mirror.frontends().stream()
                .flatMap(name -> FrontendName.tryParse(name).stream())
                .anyMatch(frontend.name()::equals))
        .map(Mirror::name)
        .findFirst();
  }

  private FrontendState state(Frontend frontend) {
    if (!frontend.isRouted()) {
      return FrontendState.Skipped;
    }
    if (seen(frontend).anyMatch(status -> status.reason() == ConditionReason.BackendDown)) {
      return FrontendState.BackendDown;
    }
    return seen(frontend).anyMatch(status -> status.reason() == ConditionReason.NotVerified)
        ? FrontendState.RoutedNotVerified
        : FrontendState.Routed;
  }

  private Stream<DestinationStatus> seen(Frontend frontend) {
    return network.hosts().stream()
        .flatMap(host -> host.hostRoute().stream())
        .flatMap(route -> route.status().destinations().stream())
        .filter(status -> status.address().equals(frontend.address()));
  }

  private static Optional<ConditionReason> reason(Frontend frontend) {
    return switch (frontend.routing()) {
      case ROUTED ->
          frontend.kind() == Kind.UNKNOWN
              ? Optional.of(ConditionReason.FrontendKindUnknown)
              : Optional.of(ConditionReason.HaPorts).filter(_ -> frontend.backendPorts().isEmpty());
      case IGNORED -> Optional.empty();
      case FLOATING_IP -> Optional.of(ConditionReason.FloatingIp);
      case UDP_ONLY -> Optional.of(ConditionReason.UdpOnly);
      case KUBERNETES_SERVICE, API_SERVER -> Optional.of(ConditionReason.ClusterFrontend);
      case PROTECTED -> Optional.of(ConditionReason.DestinationProtected);
    };
  }

  private static @Nullable String message(ConditionReason reason) {
    return switch (reason) {
      case FrontendKindUnknown ->
          "neither its probe nor spec.loadBalancers.frontends tells what stands behind it; name it"
              + " there with kind Mirror, ActiveActive or Ignore";
      case FloatingIp ->
          "floating IP: the address stands on the guest's loopback; turn floating IP off on its"
              + " rules if it is a mirror's";
      case UdpOnly -> "carries UDP only";
      case HaPorts ->
          "carries all ports (HA ports): routed, and no port is named at which it could be"
              + " verified";
      case ClusterFrontend -> "belongs to a Kubernetes Service or to the API server";
      case DestinationProtected ->
          "no route may lead to this address; give the frontend another one, or mark it kind"
              + " Ignore";
      default -> null;
    };
  }
}
