package io.mirrornet.operator.kubernetes;

import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import io.mirrornet.api.network.HealthShareMirrorNetworkSpec;
import io.mirrornet.api.network.HealthShareMirrorNetworkStatus;
import io.mirrornet.operator.model.cluster.ApiObject;
import io.mirrornet.operator.model.cluster.Metadata;
import java.util.Objects;

/** Between the kind HealthShareMirrorNetwork and its records. */
final class NetworkMapper {

  private NetworkMapper() {}

  static ApiObject<HealthShareMirrorNetworkSpec, HealthShareMirrorNetworkStatus> read(
      HealthShareMirrorNetwork object) {
    return new ApiObject<>(
        MetadataMapper.read(Tolerance.readable(object).getMetadata()),
        object.getSpec(),
        Objects.requireNonNullElse(object.getStatus(), HealthShareMirrorNetworkStatus.EMPTY));
  }

  /**
   * A fresh object with nothing but the status, for exactly the version that was seen. The uid
   * alone would not do: the API server does not compare it when a status is applied.
   */
  static HealthShareMirrorNetwork status(Metadata seen, HealthShareMirrorNetworkStatus status) {
    HealthShareMirrorNetwork object = new HealthShareMirrorNetwork();
    object.setMetadata(
        MetadataMapper.same(seen).withResourceVersion(seen.resourceVersion()).build());
    object.setStatus(status);
    return object;
  }
}
