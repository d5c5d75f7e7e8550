package io.mirrornet.operator.model.cluster;

import io.mirrornet.net.Ipv4Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node, with those of its fields that this operator reads.
 *
 * @param uid changes when a node is deleted and registered again
 * @param providerId {@code spec.providerID}, as the cloud provider wrote it
 * @param systemUuid {@code status.nodeInfo.systemUUID}, what the machine's firmware says of itself
 * @param bootId {@code status.nodeInfo.bootID}, new at each boot
 * @param ready condition {@code Ready} is True
 * @param unschedulable cordoned, by whomever
 * @param addresses the IPv4 addresses of type InternalIP
 * @param resourceVersion what a change has to show
 */
public record Node(
    String name,
    String uid,
    Optional<String> providerId,
    Optional<String> systemUuid,
    Optional<String> bootId,
    boolean ready,
    boolean unschedulable,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<Ipv4Address> addresses,
    String resourceVersion) {

  public Node {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    addresses = List.copyOf(addresses);
  }

  /** The disruption that this operator has cordoned it for; empty if a person has, or nobody. */
  public Optional<ObjectKey> cordonedFor() {
    return Optional.ofNullable(annotations.get(Labels.CORDONED_FOR)).flatMap(ObjectKey::tryParse);
  }
}
