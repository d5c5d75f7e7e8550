package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.port.Write;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Adds our finalizer to objects of our kinds, and takes it away; those of others stay. */
final class FinalizerWriter {

  private final KubernetesClient client;

  FinalizerWriter(KubernetesClient client) {
    this.client = client;
  }

  /** The list is replaced as a whole, so the object must be the one that was seen. */
  Write set(Class<? extends HasMetadata> kind, Metadata seen, boolean present) {
    Set<String> finalizers = new TreeSet<>(seen.finalizers());
    if (present) {
      finalizers.add(Labels.FINALIZER);
    } else {
      finalizers.remove(Labels.FINALIZER);
    }
    Map<String, ?> change =
        Map.of(
            "metadata",
            Map.of(
                "uid",
                seen.uid(),
                "resourceVersion",
                seen.resourceVersion(),
                "finalizers",
                finalizers));
    return Answers.write(() ->
        client
            .resources(kind)
            .inNamespace(seen.key().namespace())
            .withName(seen.key().name())
            .patch(Patches.MERGE, client.getKubernetesSerialization().asJson(change)));
  }
}
