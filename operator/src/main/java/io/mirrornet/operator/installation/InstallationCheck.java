package io.mirrornet.operator.installation;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The chart's test: whether the API server knows the three kinds and a replica of the operator is
 * ready, which it is once it has read the cluster. Azure is not asked before there is a network.
 */
public final class InstallationCheck {

  private static final Set<String> KINDS =
      Set.of("HealthShareMirrorNetwork", "MirrorHostRoute", "HostDisruption");

  private InstallationCheck() {}

  /**
   * Ends with status 1 and what is wrong.
   *
   * @param arguments namespace and name of the operator's Deployment
   */
  public static void main(String[] arguments) {
    List<String> faults;
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      faults =
          faults(
              client.getApiResources("mirrornet.io/v1alpha1"),
              client.apps().deployments().inNamespace(arguments[0]).withName(arguments[1]).get(),
              client
                  .pods()
                  .inNamespace(arguments[0])
                  .withLabel("app.kubernetes.io/component", "operator")
                  .list()
                  .getItems());
    } catch (KubernetesClientException e) {
      faults = List.of("the API server was not read: " + e.getMessage());
    }
    faults.forEach(System.out::println);
    if (faults.isEmpty()) {
      System.out.println("the three kinds are served and the operator is ready");
    }
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  static List<String> faults(
      @Nullable APIResourceList resources, @Nullable Deployment deployment, List<Pod> pods) {
    List<String> faults = new ArrayList<>();
    Set<String> missing = new TreeSet<>(KINDS);
    if (resources != null) {
      missing.removeAll(
          resources.getResources().stream().map(APIResource::getKind).collect(Collectors.toSet()));
    }
    if (!missing.isEmpty()) {
      faults.add("the API server does not know %s: see kubectl get crd".formatted(missing));
    }
    if (deployment == null) {
      faults.add("the operator's Deployment is not there");
    } else if (readyReplicas(deployment) < 1) {
      faults.add(
          "no replica of the operator is ready: kubectl -n %1$s describe deployment/%2$s; kubectl -n %1$s"
                  .formatted(
                      deployment.getMetadata().getNamespace(), deployment.getMetadata().getName())
              + " logs deployment/"
              + deployment.getMetadata().getName());
      replicaFailure(deployment).ifPresent(faults::add);
      faults.addAll(PodTrouble.of(pods));
    }
    return faults;
  }

  /** What keeps its pods from being made at all, such as a quota or an admission policy. */
  private static Optional<String> replicaFailure(Deployment deployment) {
    List<DeploymentCondition> conditions =
        deployment.getStatus() == null ? List.of() : deployment.getStatus().getConditions();
    return conditions.stream()
        .filter(condition -> "ReplicaFailure".equals(condition.getType()))
        .filter(condition -> "True".equals(condition.getStatus()))
        .findFirst()
        .map(condition -> "its pods are not made: " + condition.getMessage());
  }

  private static int readyReplicas(Deployment deployment) {
    Integer ready =
        deployment.getStatus() == null ? null : deployment.getStatus().getReadyReplicas();
    return ready == null ? 0 : ready;
  }
}
