package io.mirrornet.lab.kubernetes.node;

import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A node as its cloud made it.
 *
 * @param name of the Node and of the host
 * @param address of its primary NIC
 * @param vmId what Azure calls the virtual machine; the node shows it as {@code systemUUID}
 * @param providerId what the cloud provider writes into {@code spec.providerID}, if there is one
 * @param labels that the node registers with
 * @param pods the addresses of its pods; they leave the machine under its own
 */
public record NodeSpec(
    String name,
    Ipv4Address address,
    UUID vmId,
    Optional<String> providerId,
    Map<String, String> labels,
    Ipv4Prefix pods) {

  /** Copies the labels. */
  public NodeSpec {
    labels = Map.copyOf(labels);
  }
}
