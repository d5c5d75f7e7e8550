package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.mirrornet.operator.model.cluster.DisruptionSlot;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.util.Optional;
import java.util.function.Predicate;

/** Between a Lease and the slot of the installation. */
final class SlotMapper {

  private SlotMapper() {}

  static DisruptionSlot read(Optional<Lease> lease) {
    return new DisruptionSlot(
        lease
            .map(Lease::getSpec)
            .map(LeaseSpec::getHolderIdentity)
            .filter(Predicate.not(String::isEmpty)),
        lease.map(found -> found.getMetadata().getResourceVersion()));
  }

  /** The Lease with another holder, for exactly the version that was seen. */
  static Lease write(ObjectKey key, DisruptionSlot seen, Optional<String> holder) {
    return new LeaseBuilder()
        .withMetadata(
            MetadataMapper.named(key)
                .withResourceVersion(seen.resourceVersion().orElse(null))
                .build())
        .withNewSpec()
        .withHolderIdentity(holder.orElse(null))
        .endSpec()
        .build();
  }
}
