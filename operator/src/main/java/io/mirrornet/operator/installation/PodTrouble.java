package io.mirrornet.operator.installation;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a pod of the operator does not run, in the kubelet's or the scheduler's words. */
final class PodTrouble {

  private PodTrouble() {}

  /** One line for each pod that says what it waits for, with what to do about it. */
  static List<String> of(List<Pod> pods) {
    return pods.stream()
        .flatMap(pod -> Stream.concat(unscheduled(pod).stream(), waiting(pod)))
        .distinct()
        .toList();
  }

  private static Optional<String> unscheduled(Pod pod) {
    List<PodCondition> conditions =
        pod.getStatus() == null ? List.of() : pod.getStatus().getConditions();
    return conditions.stream()
        .filter(condition -> "PodScheduled".equals(condition.getType()))
        .filter(condition -> "False".equals(condition.getStatus()))
        .findFirst()
        .map(condition ->
            "pod %s finds no node: %s; see the values operator.nodeSelector, operator.tolerations and operator.resources"
                .formatted(name(pod), condition.getMessage()));
  }

  private static Stream<String> waiting(Pod pod) {
    List<ContainerStatus> statuses =
        pod.getStatus() == null ? List.of() : pod.getStatus().getContainerStatuses();
    return statuses.stream()
        .flatMap(status ->
            Stream.ofNullable(status.getState() == null ? null : status.getState().getWaiting())
                .filter(state -> state.getReason() != null)
                .map(state -> words(pod, status, state)));
  }

  private static String words(Pod pod, ContainerStatus status, ContainerStateWaiting state) {
    return "pod %s: %s%s; %s"
        .formatted(
            name(pod),
            state.getReason(),
            state.getMessage() == null ? "" : ": " + state.getMessage(),
            remedy(pod, status, state.getReason()));
  }

  private static String remedy(Pod pod, ContainerStatus status, String reason) {
    return switch (reason) {
      case "ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName" ->
          "the node does not get the image %s: set image.operator and image.pullSecrets to what your registry has, and upgrade"
              .formatted(Objects.requireNonNullElse(status.getImage(), ""));
      case "CrashLoopBackOff" ->
          "it ends by itself: kubectl -n %s logs %s --previous"
              .formatted(pod.getMetadata().getNamespace(), name(pod));
      default ->
          "kubectl -n %s describe pod %s".formatted(pod.getMetadata().getNamespace(), name(pod));
    };
  }

  private static String name(Pod pod) {
    return pod.getMetadata().getName();
  }
}
