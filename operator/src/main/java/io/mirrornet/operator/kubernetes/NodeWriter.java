package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.Node;
import io.mirrornet.operator.model.cluster.ObjectKey;
import io.mirrornet.operator.port.Write;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes to nodes: the two things of a node that the operator may change. */
final class NodeWriter {

  private final KubernetesClient client;

  NodeWriter(KubernetesClient client) {
    this.client = client;
  }

  /** The label does not depend on the rest of the node: only another node may not get it. */
  Write labelHost(Node seen, boolean host) {
    return patch(
        seen,
        Map.of(
            "metadata",
            Map.of("uid", seen.uid(), "labels", only(Labels.HOST, host ? "true" : null))));
  }

  Write cordon(Node seen, boolean cordoned, ObjectKey disruption) {
    return patch(
        seen,
        Map.of(
            "metadata",
            Map.of(
                "uid",
                seen.uid(),
                "resourceVersion",
                seen.resourceVersion(),
                "annotations",
                only(Labels.CORDONED_FOR, cordoned ? disruption.toString() : null)),
            "spec",
            only("unschedulable", cordoned ? Boolean.TRUE : null)));
  }

  private Write patch(Node seen, Map<String, ?> change) {
    String json = client.getKubernetesSerialization().asJson(change);
    return Answers.write(() -> client.nodes().withName(seen.name()).patch(Patches.MERGE, json));
  }

  /** A map that can say that something is to be removed. */
  private static Map<String, @Nullable Object> only(String name, @Nullable Object value) {
    Map<String, @Nullable Object> map = new HashMap<>();
    map.put(name, value);
    return map;
  }
}
