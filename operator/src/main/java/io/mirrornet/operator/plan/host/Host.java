package io.mirrornet.operator.plan.host;

import io.mirrornet.operator.model.azure.IpConfiguration;
import io.mirrornet.operator.model.azure.NetworkInterface;
import io.mirrornet.operator.model.azure.VirtualMachine;
import io.mirrornet.operator.model.cluster.Node;

/**
 * A host: a node whose VM is proven.
 *
 * @param primaryNic the NIC that the VM calls primary
 * @param primaryConfiguration that NIC's primary IP configuration
 */
public record Host(
    Node node,
    VirtualMachine virtualMachine,
    NetworkInterface primaryNic,
    IpConfiguration primaryConfiguration) {

  /** The node's name, by which people call the host. */
  public String name() {
    return node.name();
  }
}
