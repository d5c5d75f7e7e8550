package io.mirrornet.api.hostroute;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.mirrornet.api.Condition;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.ListMapKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agent says of its node; written on transitions only, by that node's agent alone. */
@ApiObject
@JsonClassDescription(
    "What stands and what was seen on the node. Written by that node's agent alone, when something"
        + " changes.")
public record MirrorHostRouteStatus(
    @JsonPropertyDescription(
            "The metadata.generation that was applied in full. With empty destinations: what was"
                + " programmed is removed.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("The guest's name of the second interface. Example: eth1.")
        @Nullable String interfaceName,
    @JsonPropertyDescription(
            "What holds on this node: Ready, InterfaceFound, RoutesProgrammed, LocalPathProven,"
                + " ConnectivityVerified.")
        @ListMapKeys("type")
        List<Condition> conditions,
    @JsonPropertyDescription("Each destination, and what became of it.") @ListMapKeys("address")
        List<DestinationStatus> destinations,
    @JsonPropertyDescription(
            "How many of the destinations have their route, of how many. Example: 2/2.")
        @Nullable String routes,
    @JsonPropertyDescription(
            "Whether a packet from the second interface came back to the first one and its answer"
                + " found the way.")
        boolean provenLocal,
    @JsonPropertyDescription("The roles of the declared members on this node, as last seen.")
        @ListMapKeys({"mirror", "instance"})
        List<MirrorRole> mirrors,
    @JsonPropertyDescription("The answer to spec.evidenceRequest.") @Nullable Evidence evidence) {

  /** A status that counts its routes itself. */
  public MirrorHostRouteStatus(
      @Nullable Long observedGeneration,
      @Nullable String interfaceName,
      List<Condition> conditions,
      List<DestinationStatus> destinations,
      boolean provenLocal,
      List<MirrorRole> mirrors,
      @Nullable Evidence evidence) {
    this(
        observedGeneration,
        interfaceName,
        conditions,
        destinations,
        null,
        provenLocal,
        mirrors,
        evidence);
  }

  /** Nothing is known yet. */
  public static final MirrorHostRouteStatus EMPTY =
      new MirrorHostRouteStatus(null, null, List.of(), List.of(), false, List.of(), null);

  /** Absent lists are empty. */
  public MirrorHostRouteStatus {
    conditions = List.copyOf(requireNonNullElse(conditions, List.of()));
    destinations = List.copyOf(requireNonNullElse(destinations, List.of()));
    mirrors = List.copyOf(requireNonNullElse(mirrors, List.of()));
    // It follows from the destinations, so that the two never contradict each other.
    routes =
        destinations.isEmpty()
            ? null
            : destinations.stream().filter(DestinationStatus::programmed).count()
                + "/"
                + destinations.size();
  }
}
