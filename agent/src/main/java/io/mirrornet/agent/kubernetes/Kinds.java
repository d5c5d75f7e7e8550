package io.mirrornet.agent.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.mirrornet.api.kubernetes.MirrorHostRoute;

/**
 * The kinds that the agent reads, and no others. fabric8 loads each class of each kind of
 * Kubernetes otherwise, so that it knows whatever it meets: several MiB on every host.
 */
public final class Kinds {

  private Kinds() {}

  /** A client as the environment tells, which knows these kinds. */
  public static KubernetesClient client() {
    return new KubernetesClientBuilder().withKubernetesSerialization(serialization()).build();
  }

  /** Status is what a watch ends with: unknown, it would not be seen that a new list is needed. */
  static KubernetesSerialization serialization() {
    KubernetesSerialization known = new KubernetesSerialization(new ObjectMapper(), false);
    known.registerKubernetesResource(MirrorHostRoute.class);
    known.registerKubernetesResource(Node.class);
    known.registerKubernetesResource(Status.class);
    return known;
  }
}
