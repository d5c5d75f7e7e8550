package io.mirrornet.api.hostroute;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.Format;
import io.mirrornet.api.schema.ListMapKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one node is to program and to prove. */
@ApiObject
@JsonClassDescription(
    "What the agent of the node is to program and to look at. Written by the operator alone.")
@ValidationRule(
    value =
        "!has(self.destinations) || self.destinations.all(d, (!has(self.interface) || (d.address"
            + " != self.interface.address && d.address != self.interface.gateway)) &&"
            + " (!has(self.backends) || self.backends.all(b, d.address != b.address && d.address !="
            + " b.gateway)))",
    message =
        "a destination cannot be an address or a gateway of the node itself; name the frontend's"
            + " address",
    fieldPath = ".destinations")
@ValidationRule(
    value =
        "!has(self.interface) || !has(self.backends) || self.backends.all(b, b.address !="
            + " self.interface.address && b.mac != self.interface.mac)",
    message = "the second interface cannot be one of the backends: it must stay out of every pool",
    fieldPath = ".interface")
public record MirrorHostRouteSpec(
    @JsonPropertyDescription(
            "The node that this is for; its agent alone reads it, by the selectable field"
                + " spec.nodeName, and writes its status. Cannot be changed.")
        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
            value = MirrorHostRouteSpec.SAME,
            message = "cannot be changed; make a new object for another node")
        @SelectableField
        String nodeName,
    @JsonPropertyDescription(
            "The node's metadata.uid. An agent on a node of the same name with another uid leaves"
                + " this object alone. Cannot be changed.")
        @Required
        @Size(min = 1, max = 64)
        @ValidationRule(
            value = MirrorHostRouteSpec.SAME,
            message = "cannot be changed; make a new object for another node")
        String nodeUid,
    @JsonPropertyDescription(
            "The virtual machine's vmId, which is the node's systemUUID. Cannot be changed.")
        @Required
        @Size(max = 36)
        @Format("uuid")
        @ValidationRule(
            value = MirrorHostRouteSpec.SAME,
            message = "cannot be changed; make a new object for another virtual machine")
        String vmId,
    @JsonPropertyDescription(
            "The second interface, from which calls to the destinations leave. Absent: it is not"
                + " attached yet; nothing is programmed, and evidence is still given.")
        @JsonProperty("interface")
        @Nullable GuestInterface secondary,
    @JsonPropertyDescription(
            "The node's interfaces that load balancers' pools hold. Answers from their addresses"
                + " never leave by the second interface.")
        @Size(max = 16)
        @ListMapKeys("address")
        List<Backend> backends,
    @JsonPropertyDescription(
            "The virtual IPs that get a route out of the second interface. Empty: remove everything"
                + " that was programmed; status.observedGeneration then says that it is done.")
        @Size(max = 256)
        @ListMapKeys("address")
        List<Destination> destinations,
    @JsonPropertyDescription("What to look at besides, and how often.") @Default("{}")
        Probes probes,
    @JsonPropertyDescription(
            "A number that was not used before. The agent looks at every declared member at once"
                + " and puts what it saw into status.evidence together with this.")
        @Size(min = 1, max = 64)
        @Nullable String evidenceRequest) {

  static final String SAME = "self == oldSelf";

  /** Absent parts are empty or the defaults. */
  public MirrorHostRouteSpec {
    backends = List.copyOf(requireNonNullElse(backends, List.of()));
    destinations = List.copyOf(requireNonNullElse(destinations, List.of()));
    probes = requireNonNullElse(probes, Probes.DEFAULT);
  }

  /** The same with another question to the agent. */
  public MirrorHostRouteSpec withEvidenceRequest(String nonce) {
    return new MirrorHostRouteSpec(
        nodeName, nodeUid, vmId, secondary, backends, destinations, probes, nonce);
  }

  /** The same with other destinations; without any, the agent cleans up. */
  public MirrorHostRouteSpec withDestinations(List<Destination> others) {
    return new MirrorHostRouteSpec(
        nodeName, nodeUid, vmId, secondary, backends, others, probes, evidenceRequest);
  }
}
