package io.mirrornet.operator.kubernetes;

import io.mirrornet.api.disruption.DisruptionPhase;
import io.mirrornet.api.disruption.HostDisruptionSpec;
import io.mirrornet.api.disruption.HostDisruptionStatus;
import io.mirrornet.api.kubernetes.HostDisruption;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Between the kind HostDisruption and its records. */
final class DisruptionMapper {

  /** The API server drops the status of an object that is created: this is what it means then. */
  private static final HostDisruptionStatus PROPOSED =
      new HostDisruptionStatus(null, DisruptionPhase.Proposed, null, List.of(), null, List.of());

  private DisruptionMapper() {}

  static ApiObject<HostDisruptionSpec, HostDisruptionStatus> read(HostDisruption object) {
    return new ApiObject<>(
        MetadataMapper.read(Tolerance.readable(object).getMetadata()),
        object.getSpec(),
        Objects.requireNonNullElse(object.getStatus(), PROPOSED));
  }

  static HostDisruption proposal(ObjectKey key, HostDisruptionSpec spec) {
    HostDisruption object = new HostDisruption();
    object.setMetadata(
        MetadataMapper.named(key)
            .withLabels(Map.of(Labels.NETWORK, Labels.ofNetwork(spec.network())))
            .build());
    object.setSpec(spec);
    return object;
  }

  /** A status for exactly the version that was seen. */
  static HostDisruption status(Metadata seen, HostDisruptionStatus status) {
    HostDisruption object = new HostDisruption();
    object.setMetadata(
        MetadataMapper.same(seen).withResourceVersion(seen.resourceVersion()).build());
    object.setStatus(status);
    return object;
  }
}
