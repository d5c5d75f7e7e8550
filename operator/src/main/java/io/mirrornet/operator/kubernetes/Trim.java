package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The memory of an informer, without what nobody here reads: a cluster may have many nodes. */
final class Trim<R extends HasMetadata> extends BasicItemStore<R> {

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private final Consumer<R> trim;

  /**
   * @param trim takes away, in place, what need not be kept; nobody else has seen the object yet
   */
  Trim(Consumer<R> trim) {
    super(Cache::metaNamespaceKeyFunc);
    this.trim = trim;
  }

  @Override
  public R put(String key, R object) {
    trim.accept(object);
    return super.put(key, object);
  }

  /** Who owns which field, and what kubectl noted for itself. */
  static void metadata(HasMetadata object) {
    object.getMetadata().setManagedFields(List.of());
    Optional.ofNullable(object.getMetadata().getAnnotations())
        .ifPresent(annotations -> annotations.remove(LAST_APPLIED));
  }

  /** All of a pod but its name, its node and its conditions. */
  static void pod(Pod pod) {
    metadata(pod);
    pod.setSpec(new PodSpecBuilder().withNodeName(pod.getSpec().getNodeName()).build());
    Optional.ofNullable(pod.getStatus())
        .ifPresent(status -> {
          status.setContainerStatuses(List.of());
          status.setInitContainerStatuses(List.of());
        });
  }
}
