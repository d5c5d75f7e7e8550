package io.mirrornet.api.network;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.api.MemberRole;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.ListMapKeys;
import io.mirrornet.net.Ipv4Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a host has come. */
@ApiObject
public record HostStatus(
    @JsonPropertyDescription("The node's name.") @Required String node,
    @JsonPropertyDescription(
            "The virtual machine's vmId, which is the node's systemUUID. Absent: not found yet.")
        @Nullable String vmId,
    @JsonPropertyDescription("The operating system, by the node.") @Nullable OperatingSystem os,
    @JsonPropertyDescription("The Azure resource id of the second interface, when it exists.")
        @Nullable String nicId,
    @JsonPropertyDescription("The second interface's address, when Azure has given it.")
        @Nullable Ipv4Address address,
    @JsonPropertyDescription(
            "How far it has come: Discovering, Refused, InterfacePending, AttachPending, Disrupted,"
                + " AgentPending, Converging, Ready; Leaving when it is no host any more.")
        @Required
        HostPhase phase,
    @JsonPropertyDescription("Why it stays in this phase, in a word such as WaitingForApproval.")
        @Nullable ConditionReason reason,
    @JsonPropertyDescription("The instances on the host, and the role of each in its mirror.")
        @ListMapKeys({"mirror", "instance"})
        List<Membership> mirrors,
    @JsonPropertyDescription("Routes that stand of those that are to stand, such as 2/2.")
        @Nullable String routes,
    @JsonPropertyDescription(
            "Frontends that answer this host of those that are probed, such as 2/2.")
        @Nullable String reachable,
    @JsonPropertyDescription(
            "Whether a packet from the second interface came back to the first one and its answer"
                + " found the way: what a call to a frontend needs whose primary is on this host.")
        boolean provenLocal,
    @JsonPropertyDescription(
            "The HostDisruption that is proposed or open for this host: kubectl describe hd"
                + " <name>.")
        @Nullable String disruption,
    @JsonPropertyDescription("What is waited for or wrong, in a sentence with the next step.")
        @Nullable String message) {

  /** Absent memberships are none. */
  public HostStatus {
    mirrors = List.copyOf(requireNonNullElse(mirrors, List.of()));
  }

  /** The role of an instance in its mirror, as last seen. */
  @ApiObject
  public record Membership(
      @JsonPropertyDescription("The mirror's name.") @Required String mirror,
      @JsonPropertyDescription("The instance's name.") @Required String instance,
      @JsonPropertyDescription("Its role as last seen; Unknown is no backup.") @Required
          MemberRole role) {}
}
