package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.operator.model.cluster.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** From a node of the API to ours. */
final class NodeMapper {

  private static final String READY = "Ready";

  private NodeMapper() {}

  static Node read(io.fabric8.kubernetes.api.model.Node node) {
    Optional<NodeSpec> spec = Optional.ofNullable(node.getSpec());
    Optional<NodeStatus> status = Optional.ofNullable(node.getStatus());
    return new Node(
        node.getMetadata().getName(),
        node.getMetadata().getUid(),
        spec.map(NodeSpec::getProviderID).filter(Predicate.not(String::isEmpty)),
        info(status, NodeSystemInfo::getSystemUUID),
        info(status, NodeSystemInfo::getBootID),
        status.stream().flatMap(is -> is.getConditions().stream()).anyMatch(NodeMapper::isReady),
        spec.map(NodeSpec::getUnschedulable).orElse(false),
        Map.copyOf(node.getMetadata().getLabels()),
        Map.copyOf(node.getMetadata().getAnnotations()),
        status.map(NodeMapper::addresses).orElse(List.of()),
        node.getMetadata().getResourceVersion());
  }

  /** Takes away what {@link #read} does not look at: most of a node, and all that changes often. */
  static void trim(io.fabric8.kubernetes.api.model.Node node) {
    Trim.metadata(node);
    Optional.ofNullable(node.getStatus())
        .ifPresent(status -> {
          status.setImages(List.of());
          status.setCapacity(Map.of());
          status.setAllocatable(Map.of());
          status.setVolumesAttached(List.of());
          status.setVolumesInUse(List.of());
          status.setConditions(
              status.getConditions().stream()
                  .filter(condition -> READY.equals(condition.getType()))
                  .toList());
        });
  }

  private static boolean isReady(NodeCondition condition) {
    return READY.equals(condition.getType()) && "True".equals(condition.getStatus());
  }

  private static Optional<String> info(
      Optional<NodeStatus> status, Function<NodeSystemInfo, String> part) {
    return status.map(NodeStatus::getNodeInfo).map(part).filter(Predicate.not(String::isEmpty));
  }

  private static List<Ipv4Address> addresses(NodeStatus status) {
    return status.getAddresses().stream()
        .filter(address -> "InternalIP".equals(address.getType()))
        .flatMap(address -> Ipv4Address.tryParse(address.getAddress()).stream())
        .toList();
  }
}
