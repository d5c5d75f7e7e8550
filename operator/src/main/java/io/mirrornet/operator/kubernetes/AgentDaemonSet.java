package io.mirrornet.operator.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mirrornet.api.ConditionReason;
import io.mirrornet.operator.model.Refusal;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the agent's DaemonSet as its manifest says: a ConfigMap that the chart makes, which owns
 * the DaemonSet, so that removing the release removes the agents. It is applied when the manifest
 * has changed or somebody has changed the DaemonSet; at rest there are two reads. Nothing is
 * applied but the very manifest that the chart installed: whoever may write ConfigMaps there could
 * otherwise run a program of his own on every host. One thread at a time.
 */
public final class AgentDaemonSet {

  private static final Logger LOG = LoggerFactory.getLogger(AgentDaemonSet.class);

  private static final String KEY = "daemonset.yaml";
  private static final Duration REST = Duration.ofSeconds(20);

  /** What was applied last and what came of it. */
  private record Applied(String manifest, long generation) {}

  /**
   * Why it is not kept.
   *
   * @param refusal where it ends by a person's hand only
   * @param since by the clock of this object
   */
  private record Trouble(String what, Optional<ConditionReason> refusal, long since) {}

  /** An upgrade changes the ConfigMap a moment before the Deployment that carries its checksum. */
  private static final Duration OF_AN_UPGRADE = Duration.ofMinutes(2);

  private final KubernetesClient client;
  private final ObjectKey manifest;
  private final String sha256;
  private final LongSupplier nanoTime;
  private @Nullable Long lookedAt;
  private @Nullable Applied applied;
  private Optional<Trouble> trouble = Optional.empty();

  /**
   * @param manifest the ConfigMap with the manifest, in the agent's namespace
   * @param sha256 of the manifest that may be applied, in hexadecimal digits
   */
  public AgentDaemonSet(
      KubernetesClient client, ObjectKey manifest, String sha256, LongSupplier nanoTime) {
    this.client = client;
    this.manifest = manifest;
    this.sha256 = sha256;
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
        complain(
            "ConfigMap %s with the key %s is not there; helm upgrade puts it back"
                .formatted(manifest, KEY),
            Optional.of(ConditionReason.ChangedElsewhere));
        return;
      }
      String found = checksum(map.getData().get(KEY));
      if (!found.equals(sha256)) {
        complain(
            ("%s of ConfigMap %s is not what the chart installed (sha256 %s, not %s), and nothing"
                    + " of it is applied; helm upgrade puts it right")
                .formatted(KEY, manifest, found, sha256),
            Optional.of(ConditionReason.ChangedElsewhere));
        return;
      }
      keep(map, map.getData().get(KEY));
      trouble = Optional.empty();
    } catch (KubernetesClientException e) {
      complain(
          Answers.words(e),
          Answers.isRefusal(e) ? Optional.of(ConditionReason.WriteRefused) : Optional.empty());
    } catch (IllegalArgumentException e) {
      complain(
          "%s of ConfigMap %s is no DaemonSet: %s".formatted(KEY, manifest, e.getMessage()),
          Optional.of(ConditionReason.ChangedElsewhere));
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
    String fingerprint = map.getMetadata().getUid() + "/" + sha256;
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

  /** What keeps the agents from being as the chart says until a person ends it. */
  public Optional<Refusal> refusal() {
    return trouble
        .filter(now -> nanoTime.getAsLong() - now.since() > OF_AN_UPGRADE.toNanos())
        .flatMap(now ->
            now.refusal()
                .map(reason ->
                    new Refusal(
                        reason,
                        Optional.empty(),
                        Optional.empty(),
                        "the agent's DaemonSet is not kept: " + now.what())));
  }

  /** Says it once, not at every look. */
  private void complain(String what, Optional<ConditionReason> refusal) {
    if (trouble.filter(before -> before.what().equals(what)).isEmpty()) {
      trouble = Optional.of(new Trouble(what, refusal, nanoTime.getAsLong()));
      LOG.atWarn().addKeyValue("cause", what).log("the agent's DaemonSet is not kept");
    }
  }

  private static String checksum(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
