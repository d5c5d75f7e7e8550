package io.mirrornet.operator.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.hostroute.Probes;
import io.mirrornet.api.kubernetes.MirrorHostRoute;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.Metadata;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Between the kind MirrorHostRoute and its records. */
final class HostRouteMapper {

  private HostRouteMapper() {}

  static ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> read(MirrorHostRoute object) {
    return new ApiObject<>(
        MetadataMapper.read(Tolerance.readable(object).getMetadata()),
        object.getSpec(),
        Objects.requireNonNullElse(object.getStatus(), MirrorHostRouteStatus.EMPTY));
  }

  /** A fresh object with what the operator owns of it, for exactly the version that was seen. */
  static MirrorHostRoute desired(Metadata seen, ObjectKey network, MirrorHostRouteSpec spec) {
    return object(
        MetadataMapper.same(seen).withResourceVersion(seen.resourceVersion()), network, spec);
  }

  /**
   * An object to create, with nothing that is ever taken away from it: what is created, and not
   * applied, stays the creator's, and an apply does not remove it.
   */
  static MirrorHostRoute bare(ObjectKey key, ObjectKey network, MirrorHostRouteSpec spec) {
    return object(
        MetadataMapper.named(key),
        network,
        new MirrorHostRouteSpec(
            spec.nodeName(),
            spec.nodeUid(),
            spec.vmId(),
            null,
            List.of(),
            List.of(),
            new Probes(spec.probes().interval(), spec.probes().timeout(), List.of()),
            null));
  }

  private static MirrorHostRoute object(
      ObjectMetaBuilder metadata, ObjectKey network, MirrorHostRouteSpec spec) {
    MirrorHostRoute object = new MirrorHostRoute();
    object.setMetadata(
        metadata.withLabels(Map.of(Labels.NETWORK, Labels.ofNetwork(network.name()))).build());
    object.setSpec(spec);
    return object;
  }
}
