package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;

/** Makes the client of the API server. */
public final class ApiClients {

  private static final Duration REQUEST = Duration.ofSeconds(10);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private static final int PATIENCE = 8;

  private ApiClients() {}

  /** A client as the environment says: the pod's service account, or the user's kubeconfig. */
  public static KubernetesClient ofEnvironment() {
    return of(new ConfigBuilder().build());
  }

  /**
   * A client that makes each request once. fabric8 would repeat what failed, also an eviction that
   * a budget refuses; whoever asks here knows better when to ask again.
   */
  public static KubernetesClient of(Config config) {
    return new KubernetesClientBuilder()
        .withKubernetesSerialization(Tolerance.serialization())
        .withConfig(
            new ConfigBuilder(config)
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout((int) REQUEST.toMillis())
                .withConnectionTimeout((int) CONNECT.toMillis())
                .build())
        .build();
  }

  /**
   * The same client for informers alone, which repeats what failed for about a minute: an API
   * server that is just starting, or has just got our CRDs, answers the first lists with 429.
   */
  static KubernetesClient patient(KubernetesClient client) {
    return new KubernetesClientBuilder()
        .withKubernetesSerialization(Tolerance.serialization())
        .withConfig(
            new ConfigBuilder(client.getConfiguration())
                .withRequestRetryBackoffLimit(PATIENCE)
                .build())
        .build();
  }
}
