package io.mirrornet.operator.kubernetes;

import io.mirrornet.api.hostroute.MirrorHostRouteSpec;
import io.mirrornet.api.hostroute.MirrorHostRouteStatus;
import io.mirrornet.api.kubernetes.MirrorHostRoute;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Labels;
import io.mirrornet.operator.model.cluster.ObjectKey;
import java.util.Map;
import java.util.Objects;

/** Between the kind MirrorHostRoute and its records. */
final class HostRouteMapper {

  private HostRouteMapper() {}

  static ApiObject<MirrorHostRouteSpec, MirrorHostRouteStatus> read(MirrorHostRoute object) {
    return new ApiObject<>(
        MetadataMapper.read(object.getMetadata()),
        object.getSpec(),
        Objects.requireNonNullElse(object.getStatus(), MirrorHostRouteStatus.EMPTY));
  }

  /** A fresh object with what the operator owns of it. */
  static MirrorHostRoute desired(ObjectKey key, ObjectKey network, MirrorHostRouteSpec spec) {
    MirrorHostRoute object = new MirrorHostRoute();
    object.setMetadata(
        MetadataMapper.named(key)
            .withLabels(Map.of(Labels.NETWORK, Labels.ofNetwork(network.name())))
            .build());
    object.setSpec(spec);
    return object;
  }
}
