package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mirrornet.operator.model.cluster.Eviction;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One round of a drain: each pod of a node is asked to go once, through the eviction API, which
 * respects PodDisruptionBudgets. As with kubectl drain, pods of DaemonSets and static pods stay,
 * and one that no controller would make again holds up the rest, unless somebody answers for it.
 */
final class Evictions {

  private static final String MIRROR_POD = "kubernetes.io/config.mirror";
  private static final Set<String> FINISHED = Set.of("Succeeded", "Failed");
  private static final String BUDGET_CAUSE = "DisruptionBudget";
  private static final int TOO_MANY_REQUESTS = 429;

  /** The API server names the budget in a sentence only. */
  private static final Pattern BUDGET = Pattern.compile("disruption budget (\\S+)");

  private final KubernetesClient client;

  Evictions(KubernetesClient client) {
    this.client = client;
  }

  /** What a drain would lose for good; evicts nothing. */
  Eviction podsAtRisk(String node) {
    try {
      Eviction.AtRisk risk = risk(moved(node));
      return risk.unmanaged().isEmpty() && risk.scratch().isEmpty() ? new Eviction.Drained() : risk;
    } catch (KubernetesClientException e) {
      return unread(node, e);
    }
  }

  Eviction evictPods(String node, boolean unmanaged) {
    try {
      List<Pod> pods = moved(node);
      Eviction.AtRisk risk = risk(pods);
      return unmanaged || risk.unmanaged().isEmpty()
          ? worst(pods.stream().map(this::evict).toList())
          : risk;
    } catch (KubernetesClientException e) {
      return unread(node, e);
    }
  }

  private List<Pod> moved(String node) {
    return client
        .pods()
        .inAnyNamespace()
        .withField("spec.nodeName", node)
        .list()
        .getItems()
        .stream()
        .filter(Evictions::isMoved)
        .toList();
  }

  private static Eviction.AtRisk risk(List<Pod> pods) {
    List<Pod> staying =
        pods.stream().filter(pod -> pod.getMetadata().getDeletionTimestamp() == null).toList();
    return new Eviction.AtRisk(
        named(staying, pod -> !DaemonPods.hasController(pod)),
        named(
            staying,
            pod -> pod.getSpec().getVolumes().stream().anyMatch(v -> v.getEmptyDir() != null)));
  }

  private static List<String> named(List<Pod> pods, Predicate<Pod> which) {
    return pods.stream()
        .filter(which)
        .map(pod -> pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName())
        .sorted()
        .toList();
  }

  private static Eviction unread(String node, KubernetesClientException e) {
    return new Eviction.Unavailable("the pods of %s: %s".formatted(node, Answers.words(e)));
  }

  /** Whatever holds the drain up, before what is on its way. */
  private static Eviction worst(List<Eviction> outcomes) {
    List<String> leaving =
        outcomes.stream()
            .flatMap(outcome ->
                outcome instanceof Eviction.Leaving(var pods) ? pods.stream() : Stream.of())
            .toList();
    return first(outcomes, Eviction.Held.class)
        .or(() -> first(outcomes, Eviction.Unavailable.class))
        .orElseGet(
            () -> leaving.isEmpty() ? new Eviction.Drained() : new Eviction.Leaving(leaving));
  }

  private static Optional<Eviction> first(List<Eviction> outcomes, Class<? extends Eviction> kind) {
    return outcomes.stream().filter(kind::isInstance).findFirst();
  }

  private Eviction evict(Pod pod) {
    String name = pod.getMetadata().getName();
    String namespace = pod.getMetadata().getNamespace();
    Eviction leaving = new Eviction.Leaving(List.of(namespace + "/" + name));
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return leaving;
    }
    try {
      client.raw(
          "/api/v1/namespaces/%s/pods/%s/eviction".formatted(namespace, name),
          "POST",
          eviction(pod));
      return leaving;
    } catch (KubernetesClientException e) {
      return switch (e.getCode()) {
        case HttpURLConnection.HTTP_NOT_FOUND -> new Eviction.Drained();
        case TOO_MANY_REQUESTS ->
            budget(e)
                .<Eviction>map(
                    budget -> new Eviction.Held(namespace + "/" + name, namespace + "/" + budget))
                .orElseGet(() -> unavailable(pod, e));
        default -> unavailable(pod, e);
      };
    }
  }

  /** The uid keeps a pod from being evicted that has taken the name meanwhile. */
  private static io.fabric8.kubernetes.api.model.policy.v1.Eviction eviction(Pod pod) {
    return new EvictionBuilder()
        .withNewMetadata()
        .withNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .endMetadata()
        .withDeleteOptions(
            new DeleteOptionsBuilder()
                .withNewPreconditions()
                .withUid(pod.getMetadata().getUid())
                .endPreconditions()
                .build())
        .build();
  }

  private static Eviction unavailable(Pod pod, KubernetesClientException e) {
    return new Eviction.Unavailable(
        "%s/%s: %s"
            .formatted(
                pod.getMetadata().getNamespace(), pod.getMetadata().getName(), Answers.words(e)));
  }

  /** The budget that holds the pod; empty if the API server is only busy. */
  private static Optional<String> budget(KubernetesClientException e) {
    return Optional.ofNullable(e.getStatus())
        .flatMap(status -> Optional.ofNullable(status.getDetails()))
        .stream()
        .flatMap(details -> details.getCauses().stream())
        .filter(cause -> BUDGET_CAUSE.equals(cause.getReason()))
        .map(StatusCause::getMessage)
        .map(Evictions::budgetName)
        .findFirst();
  }

  private static String budgetName(String sentence) {
    Matcher matcher = BUDGET.matcher(sentence);
    return matcher.find() ? matcher.group(1) : sentence;
  }

  private static boolean isMoved(Pod pod) {
    boolean finished = pod.getStatus() != null && FINISHED.contains(pod.getStatus().getPhase());
    boolean mirror =
        Optional.ofNullable(pod.getMetadata().getAnnotations())
            .orElse(Map.of())
            .containsKey(MIRROR_POD);
    return !finished && !mirror && !DaemonPods.isOfDaemonSet(pod);
  }
}
