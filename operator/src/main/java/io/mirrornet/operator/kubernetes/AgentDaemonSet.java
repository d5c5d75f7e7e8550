package io.mirrornet.operator.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the agent's DaemonSet as its manifest says: a ConfigMap that the chart makes, which owns
 * the DaemonSet, so that removing the release removes the agents. It is applied when the manifest
 * has changed or somebody has changed the DaemonSet; at rest there are two reads. One thread at a
 * time.
 */
public final class AgentDaemonSet {

  private static final Logger LOG = LoggerFactory.getLogger(AgentDaemonSet.class);

  private static final String KEY = "daemonset.yaml";
  private static final Duration REST = Duration.ofSeconds(20);

  /** What was applied last and what came of it. */
  private record Applied(String manifest, long generation) {}

  private final KubernetesClient client;
  private final ObjectKey manifest;
  private final LongSupplier nanoTime;
  private @Nullable Long lookedAt;
  private @Nullable Applied applied;
  private Optional<String> trouble = Optional.empty();

  /**
   * @param manifest the ConfigMap with the manifest, in the agent's namespace
   */
  public AgentDaemonSet(KubernetesClient client, ObjectKey manifest, LongSupplier nanoTime) {
    this.client = client;
    this.manifest = manifest;
    this.nanoTime = nanoTime;
  }

  /** Looks, and applies the manifest where the DaemonSet is not what it says; not too often. */
  public void keep() {
    long now = nanoTime.getAsLong();
    if (lookedAt == null || now - lookedAt >= REST.toNanos()) {
      lookedAt = now;
      look();
    }
  }

  private void look() {
    try {
      ConfigMap map =
          client.configMaps().inNamespace(manifest.namespace()).withName(manifest.name()).get();
      if (map == null || map.getData() == null || map.getData().get(KEY) == null) {
        complain("ConfigMap %s with the key %s is not there".formatted(manifest, KEY));
        return;
      }
      keep(map, map.getData().get(KEY));
      trouble = Optional.empty();
    } catch (KubernetesClientException e) {
      complain(Answers.words(e));
    } catch (IllegalArgumentException e) {
      complain("%s of ConfigMap %s is no DaemonSet: %s".formatted(KEY, manifest, e.getMessage()));
    }
  }

  private void keep(ConfigMap map, String text) {
    DaemonSet desired = desired(map, text);
    DaemonSet there =
        client
            .apps()
            .daemonSets()
            .inNamespace(manifest.namespace())
            .withName(desired.getMetadata().getName())
            .get();
    String fingerprint = map.getMetadata().getUid() + "/" + checksum(text);
    if (applied != null
        && there != null
        && applied.equals(new Applied(fingerprint, there.getMetadata().getGeneration()))) {
      return;
    }
    DaemonSet now = client.resource(desired).patch(Patches.APPLY);
    applied = new Applied(fingerprint, now.getMetadata().getGeneration());
    if (there == null
        || !there.getMetadata().getGeneration().equals(now.getMetadata().getGeneration())) {
      LOG.atInfo()
          .addKeyValue("daemonSet", now.getMetadata().getName())
          .addKeyValue("generation", now.getMetadata().getGeneration())
          .log("the agent's DaemonSet was applied");
    }
  }

  private DaemonSet desired(ConfigMap map, String text) {
    DaemonSet set = parsed(text);
    set.getMetadata().setNamespace(manifest.namespace());
    set.getMetadata().setOwnerReferences(List.of(owner(map)));
    return set;
  }

  private DaemonSet parsed(String text) {
    try {
      return client.getKubernetesSerialization().unmarshal(text, DaemonSet.class);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static OwnerReference owner(ConfigMap map) {
    return new OwnerReferenceBuilder()
        .withApiVersion("v1")
        .withKind("ConfigMap")
        .withName(map.getMetadata().getName())
        .withUid(map.getMetadata().getUid())
        .build();
  }

  /** Says it once, not at every look. */
  private void complain(String what) {
    if (!trouble.equals(Optional.of(what))) {
      trouble = Optional.of(what);
      LOG.atWarn().addKeyValue("cause", what).log("the agent's DaemonSet is not kept");
    }
  }

  private static String checksum(String text) {
    CRC32C checksum = new CRC32C();
    checksum.update(text.getBytes(UTF_8));
    return Long.toHexString(checksum.getValue());
  }
}
