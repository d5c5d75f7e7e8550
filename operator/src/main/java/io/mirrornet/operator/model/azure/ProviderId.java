package io.mirrornet.operator.model.azure;

import java.util.Locale;
import java.util.Optional;

/**
 * What a node's {@code spec.providerID} says about its machine: {@code azure://} and an ARM id
 * (kubernetes-sigs/cloud-provider-azure, {@code pkg/provider}).
 */
public final class ProviderId {

  private static final String PREFIX = "azure://";
  private static final String UNIFORM_INSTANCE = "/microsoft.compute/virtualmachinescalesets/";

  private ProviderId() {}

  /** The VM that it names; empty if it names none of Azure's. */
  public static Optional<ResourceId> virtualMachine(String providerId) {
    return providerId.startsWith(PREFIX)
        ? ResourceId.tryParse(providerId.substring(PREFIX.length()))
            .filter(id -> id.isOfType("Microsoft.Compute/virtualMachines"))
        : Optional.empty();
  }

  /** Whether it names an instance of a scale set in Uniform orchestration. */
  public static boolean isUniformInstance(String providerId) {
    return providerId.toLowerCase(Locale.ROOT).contains(UNIFORM_INSTANCE);
  }
}
