package io.mirrornet.api.network;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.ListMapKeys;
import java.util.List;

/** What a network is to be: the hosts, their load balancers, and how careful to be. */
@ApiObject
@JsonClassDescription(
    "What the network is to be: its hosts, what runs on them, and how careful to be.")
@ValidationRule(
    value =
        "(has(self.secondaryInterface) && has(self.secondaryInterface.subnetId) ?"
            + " self.secondaryInterface.subnetId : '') == (has(oldSelf.secondaryInterface) &&"
            + " has(oldSelf.secondaryInterface.subnetId) ? oldSelf.secondaryInterface.subnetId :"
            + " '')",
    message =
        "cannot be changed, because interfaces that exist stay in their subnet; to use another"
            + " subnet, delete this object and apply it with the new value (that restarts nothing)",
    fieldPath = ".secondaryInterface.subnetId")
@ValidationRule(
    value =
        "!has(oldSelf.secondaryInterface) || !has(oldSelf.secondaryInterface.addresses) ||"
            + " !has(self.secondaryInterface) || !has(self.secondaryInterface.addresses) ||"
            + " oldSelf.secondaryInterface.addresses.all(host, !(host in"
            + " self.secondaryInterface.addresses) || self.secondaryInterface.addresses[host] =="
            + " oldSelf.secondaryInterface.addresses[host])",
    message =
        "an address cannot be changed once it is set, because the interface that has it stays as"
            + " it is; entries for other hosts may be added and removed",
    fieldPath = ".secondaryInterface.addresses")
@ValidationRule(
    value =
        "!has(self.hosts.nodeNames) || !has(self.secondaryInterface) ||"
            + " !has(self.secondaryInterface.addresses) ||"
            + " self.secondaryInterface.addresses.all(host, host in self.hosts.nodeNames)",
    message = "each key must be one of hosts.nodeNames",
    fieldPath = ".secondaryInterface.addresses")
public record HealthShareMirrorNetworkSpec(
    @JsonPropertyDescription(
            "The virtual machines that HealthShare runs on. Each is a node of this cluster and"
                + " belongs to one network only: of two networks that name it, the older one has"
                + " it.")
        @Required
        Hosts hosts,
    @JsonPropertyDescription(
            "Which load balancers' frontends the hosts call. Default: every private frontend whose"
                + " pool holds an interface of a host, searched in the hosts' resource groups.")
        @Default("{}")
        LoadBalancers loadBalancers,
    @JsonPropertyDescription(
            "The mirrors on the hosts. Without this, nobody can know what a virtual machine holds:"
                + " nothing is deallocated unless the approver of a disruption acknowledges"
                + " InstancesDeclared by name.")
        @Size(max = 64)
        @ListMapKeys("name")
        List<Mirror> mirrors,
    @JsonPropertyDescription(
            "The second interface that each host is given. Default: in the subnet of the primary"
                + " interface, with its network and application security groups, with an address"
                + " that Azure chooses.")
        SecondaryInterface secondaryInterface,
    @JsonPropertyDescription(
            "How a host is taken down and brought back to attach its interface. Each such"
                + " disruption is a HostDisruption that a person approves; one host is down at a"
                + " time.")
        @Default("{}")
        Maintenance maintenance,
    @JsonPropertyDescription("How often and how patiently each host connects to each frontend.")
        @Default("{}")
        Verification verification,
    @JsonPropertyDescription(
            "Enforce: do what the spec asks for. Observe: discover, look, and report the plan and"
                + " the connections at risk, and write nothing: not to Azure, no route, no cordon."
                + " Going from Enforce to Observe leaves what stands. Default: Enforce.")
        @Default("Enforce")
        Mode mode,
    @JsonPropertyDescription(
            "true: begin nothing new. What is begun is brought to an end: a host that is down is"
                + " started, and routes that stand are guarded. Default: false.")
        @Default("false")
        boolean paused) {

  /** Absent parts are what the CRD's defaults say. */
  public HealthShareMirrorNetworkSpec {
    loadBalancers = requireNonNullElse(loadBalancers, LoadBalancers.DISCOVERED);
    mirrors = List.copyOf(requireNonNullElse(mirrors, List.of()));
    secondaryInterface = requireNonNullElse(secondaryInterface, SecondaryInterface.LIKE_PRIMARY);
    maintenance = requireNonNullElse(maintenance, Maintenance.DEFAULT);
    verification = requireNonNullElse(verification, Verification.DEFAULT);
    mode = requireNonNullElse(mode, Mode.Enforce);
  }
}
