package io.mirrornet.operator.plan.host;

import io.mirrornet.api.ConditionReason;
import io.mirrornet.operator.model.azure.Inventory;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.Unread;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.azure.VirtualMachine.OperatingSystem;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.plan.identity.Identification;
import io.mirrornet.operator.plan.identity.Identity;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges whether a node can be a host. */
public final class HostAssessment {

  private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

  /** On each node of an AKS cluster. */
  private static final String AKS_CLUSTER = "kubernetes.azure.com/cluster";

  /** On each node that Cluster API made. */
  private static final String CLUSTER_API_MACHINE = "cluster.x-k8s.io/machine";

  private final Inventory azure;
  private final Identification identification;

  /** An assessment by what a look at Azure and the nodes of the cluster showed. */
  public HostAssessment(Inventory azure, Collection<Node> nodes) {
    this.azure = azure;
    this.identification = new Identification(azure.virtualMachines(), nodes);
  }

  /**
   * Judges a node.
   *
   * @param declared the VM that the network names for it, if any
   */
  public Verdict of(Node node, Optional<ResourceId> declared) {
    return switch (identification.of(node, declared)) {
      case Identity.Proven(var vm) -> ofVirtualMachine(node, vm);
      case Identity.Missing(_, var id) ->
          notFound(
              node,
              azure.unreadIn(Set.of(id.resourceGroup())),
              "%s is not in Azure, or not shown to the operator".formatted(id));
      case Identity.NotFound _ ->
          notFound(
              node,
              azure.unread(),
              "no virtual machine has the node's systemUUID; name it in"
                  + " spec.hosts.virtualMachines, or add its resource group to the operator's");
      case Identity.UniformScaleSet(_, var providerId) ->
          refused(
              node,
              ConditionReason.ScaleSetUniform,
              "%s belongs to a scale set in Uniform orchestration, which owns its interfaces; use"
                      .formatted(providerId)
                  + " virtual machines or Flexible orchestration");
      case Identity.Mismatch(_, var vm) ->
          refused(
              node,
              ConditionReason.VirtualMachineMismatch,
              "the node's systemUUID is %s, but vmId of %s is %s: that is another machine; correct"
                      .formatted(node.systemUuid().orElse("not known"), vm.id(), vm.vmId())
                  + " spec.hosts.virtualMachines or the node's providerID");
      case Identity.Contested(var vm, var nodes) ->
          refused(
              node,
              ConditionReason.VirtualMachineMismatch,
              "nodes %s all report the systemUUID of %s, which can be only one of them; delete the"
                      .formatted(String.join(", ", nodes), vm.id())
                  + " node objects that are not this machine");
    };
  }

  private Verdict ofVirtualMachine(Node node, VirtualMachine vm) {
    if (node.labels().containsKey(CONTROL_PLANE)) {
      return refused(
          node,
          ConditionReason.ControlPlaneNode,
          "it is a node of the control plane, which is never taken down; remove it from"
              + " spec.hosts");
    }
    if (vm.operatingSystem() == OperatingSystem.WINDOWS) {
      return refused(
          node,
          ConditionReason.WindowsHost,
          "%s runs Windows, which is not supported yet; remove it from spec.hosts"
              .formatted(vm.id().name()));
    }
    return managedElsewhere(node, vm)
        .map(manager -> refused(node, ConditionReason.ManagedElsewhere, manager))
        .orElseGet(() -> withPrimaryNic(node, vm));
  }

  private static Optional<String> managedElsewhere(Node node, VirtualMachine vm) {
    String consequence =
        ", which would undo a change or delete the machine; use a node of your own";
    if (node.labels().containsKey(AKS_CLUSTER)) {
      return Optional.of("AKS manages the node" + consequence);
    }
    if (node.annotations().containsKey(CLUSTER_API_MACHINE)) {
      return Optional.of("Cluster API manages the node" + consequence);
    }
    return vm.managedBy().map(manager -> "%s manages the VM%s".formatted(manager, consequence));
  }

  private Verdict withPrimaryNic(Node node, VirtualMachine vm) {
    Optional<NetworkInterface> nic =
        vm.primaryNic().flatMap(reference -> azure.nic(reference.id()));
    return nic.flatMap(primary ->
            primary
                .primaryIpConfiguration()
                .<Verdict>map(configuration ->
                    new Verdict.Accepted(new Host(node, vm, primary, configuration))))
        .orElseGet(() ->
            new Verdict.Unclear(
                node.name(),
                ConditionReason.NotObserved,
                "the primary NIC of %s could not be read%s"
                    .formatted(
                        vm.id().name(), text(azure.unreadIn(Set.of(vm.id().resourceGroup()))))));
  }

  /** A VM is missing only where everything was read in which it could be. */
  private static Verdict notFound(Node node, Map<String, Unread> unread, String message) {
    return unread.isEmpty()
        ? refused(node, ConditionReason.VirtualMachineNotFound, message)
        : new Verdict.Unclear(
            node.name(),
            ConditionReason.NotObserved,
            "its virtual machine is not known%s".formatted(text(unread)));
  }

  private static String text(Map<String, Unread> unread) {
    return unread.entrySet().stream()
        .min(Map.Entry.comparingByKey())
        .map(first -> ": %s: %s".formatted(first.getKey(), first.getValue().message()))
        .orElse("");
  }

  private static Verdict refused(Node node, ConditionReason reason, String message) {
    return new Verdict.Refused(node.name(), reason, message);
  }
}
