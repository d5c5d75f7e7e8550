package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the pods of DaemonSets tell. */
final class DaemonPods {

  private DaemonPods() {}

  /** Whether a DaemonSet controls the pod, and would make it anew on its node. */
  static boolean isOfDaemonSet(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .map(OwnerReference::getKind)
        .anyMatch("DaemonSet"::equals);
  }

  /** Whether anything would make the pod again, here or elsewhere. */
  static boolean hasController(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> Boolean.TRUE.equals(owner.getController()));
  }

  /** The nodes on which one is Ready. */
  static Set<String> readyOn(List<Pod> pods) {
    return pods.stream()
        .filter(DaemonPods::isOfDaemonSet)
        .filter(DaemonPods::isReady)
        .flatMap(pod -> Optional.ofNullable(pod.getSpec().getNodeName()).stream())
        .collect(Collectors.toSet());
  }

  private static boolean isReady(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(condition ->
                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
  }
}
