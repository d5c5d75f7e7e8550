package io.mirrornet.api.network;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.mirrornet.api.Condition;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.ListMapKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator says of a network; written by the operator alone. */
@ApiObject
@JsonClassDescription("What the operator found, did and waits for. Written by the operator alone.")
public record HealthShareMirrorNetworkStatus(
    @JsonPropertyDescription(
            "The metadata.generation of the spec that this status speaks of. Smaller than the"
                + " object's own: the operator has not looked at the last change yet.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "What holds and what does not: Ready, FrontendsDiscovered, InterfacesProvisioned,"
                + " InterfacesAttached, AgentsReady, RoutesProgrammed, ConnectivityVerified,"
                + " Reconciling, Stalled.")
        @ListMapKeys("type")
        List<Condition> conditions,
    @JsonPropertyDescription("The figures that kubectl get prints.") @Nullable Summary summary,
    @JsonPropertyDescription("The frontends that were found or declared, and what became of them.")
        @ListMapKeys("name")
        List<FrontendStatus> frontends,
    @JsonPropertyDescription("The hosts, and how far each has come.") @ListMapKeys("node")
        List<HostStatus> hosts,
    @JsonPropertyDescription(
            "What is due now, what waits and for what, and what comes after, in this order.")
        List<PlanStep> plan) {

  /** Nothing is known yet. */
  public static final HealthShareMirrorNetworkStatus EMPTY =
      new HealthShareMirrorNetworkStatus(null, List.of(), null, List.of(), List.of(), List.of());

  /** Absent lists are empty. */
  public HealthShareMirrorNetworkStatus {
    conditions = List.copyOf(requireNonNullElse(conditions, List.of()));
    frontends = List.copyOf(requireNonNullElse(frontends, List.of()));
    hosts = List.copyOf(requireNonNullElse(hosts, List.of()));
    plan = List.copyOf(requireNonNullElse(plan, List.of()));
  }
}
