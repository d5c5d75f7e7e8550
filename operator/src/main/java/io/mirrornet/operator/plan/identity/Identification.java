package io.mirrornet.operator.plan.identity;

import io.mirrornet.operator.model.azure.ProviderId;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.cluster.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Finds the VM of a node: by the id that the object gives for it, else by {@code spec.providerID},
 * else by the machine's UUID. However it was found, the vmId must be the node's systemUUID, and no
 * other node's: a kubelet reports what it likes, and a node that is gone may still be registered.
 */
public final class Identification {

  private final Map<ResourceId, VirtualMachine> virtualMachines;
  private final Map<UUID, List<VirtualMachine>> byVmId = new HashMap<>();
  private final Map<UUID, List<String>> claimants = new HashMap<>();

  /**
   * @param virtualMachines all VMs that ARM showed
   * @param nodes all nodes of the cluster
   */
  public Identification(Map<ResourceId, VirtualMachine> virtualMachines, Collection<Node> nodes) {
    this.virtualMachines = Map.copyOf(virtualMachines);
    virtualMachines
        .values()
        .forEach(vm -> byVmId.computeIfAbsent(vm.vmId(), _ -> new ArrayList<>()).add(vm));
    nodes.forEach(node ->
        readings(node)
            .forEach(
                vmId -> claimants.computeIfAbsent(vmId, _ -> new ArrayList<>()).add(node.name())));
  }

  /**
   * The VM of the node.
   *
   * @param declared the id that the object gives for this node, if any
   */
  public Identity of(Node node, Optional<ResourceId> declared) {
    String providerId = node.providerId().orElse("");
    if (ProviderId.isUniformInstance(providerId)) {
      return new Identity.UniformScaleSet(node, providerId);
    }
    return declared
        .or(() -> ProviderId.virtualMachine(providerId))
        .map(id -> byId(node, id))
        .orElseGet(() -> bySystemUuid(node));
  }

  private Identity byId(Node node, ResourceId id) {
    VirtualMachine found = virtualMachines.get(id);
    if (found == null) {
      return new Identity.Missing(node, id);
    }
    return is(found, node) ? claimed(found) : new Identity.Mismatch(node, found);
  }

  private Identity claimed(VirtualMachine vm) {
    List<String> nodes = claimants.getOrDefault(vm.vmId(), List.of());
    return nodes.size() > 1
        ? new Identity.Contested(vm, nodes.stream().sorted().toList())
        : new Identity.Proven(vm);
  }

  private Identity bySystemUuid(Node node) {
    List<VirtualMachine> matches =
        readings(node).stream()
            .flatMap(vmId -> byVmId.getOrDefault(vmId, List.of()).stream())
            .toList();
    // Two VMs with one vmId are either copies of one document or a lie; neither names a machine.
    return matches.size() == 1 ? claimed(matches.getFirst()) : new Identity.NotFound(node);
  }

  private static boolean is(VirtualMachine vm, Node node) {
    return readings(node).contains(vm.vmId());
  }

  private static Set<UUID> readings(Node node) {
    return node.systemUuid().map(SystemUuid::readings).orElseGet(Set::of);
  }
}
