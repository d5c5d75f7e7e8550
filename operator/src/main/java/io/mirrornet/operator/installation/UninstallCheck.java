package io.mirrornet.operator.installation;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import io.mirrornet.api.kubernetes.HostDisruption;
import java.util.List;
import java.util.Optional;

/**
 * The chart's hook before it is uninstalled: ends with status 1 and the reason if it may not be.
 */
public final class UninstallCheck {

  private static final int NOT_FOUND = 404;

  private UninstallCheck() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    Optional<String> objection;
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      objection =
          Remains.of(all(client, HealthShareMirrorNetwork.class), all(client, HostDisruption.class))
              .objection();
    } catch (KubernetesClientException e) {
      objection =
          Optional.of(
              "It cannot be told whether the operator may be uninstalled, since the API server was"
                  + " not read: "
                  + e.getMessage());
    }
    objection.ifPresent(System.out::println);
    System.exit(objection.isPresent() ? 1 : 0);
  }

  /** All objects of the kind; none, where the kind itself is not there. */
  private static <T extends HasMetadata> List<T> all(KubernetesClient client, Class<T> kind) {
    try {
      return client.resources(kind).inAnyNamespace().list().getItems();
    } catch (KubernetesClientException e) {
      if (e.getCode() == NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }
}
