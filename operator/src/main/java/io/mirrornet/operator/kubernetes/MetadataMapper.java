package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Between the metadata of an object and ours. */
final class MetadataMapper {

  private MetadataMapper() {}

  static Metadata read(ObjectMeta meta) {
    return new Metadata(
        new ObjectKey(meta.getNamespace(), meta.getName()),
        meta.getUid(),
        meta.getResourceVersion(),
        Optional.ofNullable(meta.getGeneration()).orElse(0L),
        Instant.parse(meta.getCreationTimestamp()),
        Optional.ofNullable(meta.getDeletionTimestamp()).map(Instant::parse),
        Set.copyOf(meta.getFinalizers()),
        meta.getLabels());
  }

  /** A fresh object's name. */
  static ObjectMetaBuilder named(ObjectKey key) {
    return new ObjectMetaBuilder().withNamespace(key.namespace()).withName(key.name());
  }

  /** A fresh object's name, which is refused if there is another object of that name by now. */
  static ObjectMetaBuilder same(Metadata seen) {
    return named(seen.key()).withUid(seen.uid());
  }
}
