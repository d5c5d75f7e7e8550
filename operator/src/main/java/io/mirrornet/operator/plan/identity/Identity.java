package io.mirrornet.operator.plan.identity;

import io.mirrornet.operator.model.azure.ResourceId;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.cluster.Node;
import java.util.List;

/** What came of asking which virtual machine a node is. */
public sealed interface Identity {

  /** The VM, proven: its vmId is the node's systemUUID. */
  record Proven(VirtualMachine virtualMachine) implements Identity {}

  /** Nothing leads from the node to a VM that the operator can see. */
  record NotFound(Node node) implements Identity {}

  /** The id leads to a VM that ARM does not have, or does not show us. */
  record Missing(Node node, ResourceId id) implements Identity {}

  /**
   * The node is an instance of a scale set in Uniform orchestration, whose NICs belong to the set.
   */
  record UniformScaleSet(Node node, String providerId) implements Identity {}

  /** More than one node says that it is this machine, which proves none of them. */
  record Contested(VirtualMachine virtualMachine, List<String> nodes) implements Identity {

    /** The names are copied. */
    public Contested {
      nodes = List.copyOf(nodes);
    }
  }

  /** The id leads to a VM that is not this machine: rebuilt under the same name, or a wrong id. */
  record Mismatch(Node node, VirtualMachine virtualMachine) implements Identity {}
}
