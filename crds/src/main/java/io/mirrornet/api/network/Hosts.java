package io.mirrornet.api.network;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.mirrornet.api.schema.ApiObject;
import io.mirrornet.api.schema.UniqueItems;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which nodes are the hosts; exactly one of the selector and the names is given. */
@ApiObject
@ValidationRule(
    value = "has(self.nodeSelector) != has(self.nodeNames)",
    message = "give either nodeSelector or nodeNames, not both and not neither")
@ValidationRule(
    value =
        "!has(self.nodeNames) || !has(self.virtualMachines) || self.virtualMachines.all(node, node"
            + " in self.nodeNames)",
    message = "each key must be one of nodeNames",
    fieldPath = ".virtualMachines")
public record Hosts(
    @JsonPropertyDescription(
            "The hosts are the nodes with these labels, now and later: a node that gets the labels"
                + " becomes a host, and one that loses them is cleaned up. Not together with"
                + " nodeNames. Example: {matchLabels: {healthshare.example/tier: ucr}}.")
        @Nullable LabelSelector nodeSelector,
    @JsonPropertyDescription(
            "The hosts by the names of their nodes, as kubectl get nodes prints them. Not together"
                + " with nodeSelector. Example: [hs-vm-a, hs-vm-b].")
        @Size(min = 1, max = 100)
        @UniqueItems
        List<@Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String>
            nodeNames,
    @JsonPropertyDescription(
            "The Azure resource id of a node's virtual machine, by node name; needed only where"
                + " neither the node's spec.providerID nor its systemUUID leads to it. The virtual"
                + " machine's vmId must be the node's systemUUID in any case, else the host is"
                + " refused (VirtualMachineMismatch).")
        @Size(max = 100)
        @ValidationRule(
            value =
                "self.all(node,"
                    + " self[node].matches('(?i)^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft[.]Compute/virtualMachines/[^/]+$'))",
            message =
                "each value must be the id of a virtual machine:"
                    + " /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.Compute/virtualMachines/<name>;"
                    + " az vm show -g <group> -n <name> --query id -o tsv prints it")
        @ValidationRule(
            value =
                "self.all(a, self.all(b, a == b || self[a].lowerAscii() != self[b].lowerAscii()))",
            message = "two nodes cannot be one virtual machine: each value may stand once")
        Map<String, @Size(min = 1, max = 512) String> virtualMachines) {

  /** Absent lists and maps are empty. */
  public Hosts {
    nodeNames = List.copyOf(requireNonNullElse(nodeNames, List.of()));
    virtualMachines = Map.copyOf(requireNonNullElse(virtualMachines, Map.of()));
  }
}
