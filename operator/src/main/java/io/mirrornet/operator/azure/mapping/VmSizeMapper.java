package io.mirrornet.operator.azure.mapping;

import com.azure.resourcemanager.compute.fluent.models.ResourceSkuInner;
import io.mirrornet.operator.model.azure.SizeName;
import io.mirrornet.operator.model.azure.VmSize;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@code Microsoft.Compute/skus}: the sizes of VMs among all that a location offers. */
public final class VmSizeMapper {

  private static final String MAX_NETWORK_INTERFACES = "MaxNetworkInterfaces";

  private VmSizeMapper() {}

  /** The size that an SKU describes; empty if it describes a disk or something else. */
  public static Optional<VmSize> map(String subscription, String location, ResourceSkuInner sku) {
    return Optional.ofNullable(sku.name())
        .filter(_ -> "virtualMachines".equalsIgnoreCase(sku.resourceType()))
        .map(name -> new VmSize(new SizeName(subscription, location, name), interfaces(sku)));
  }

  private static OptionalInt interfaces(ResourceSkuInner sku) {
    return References.each(sku.capabilities())
        .filter(capability -> MAX_NETWORK_INTERFACES.equalsIgnoreCase(capability.name()))
        .map(capability -> number(capability.value()))
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  private static OptionalInt number(@Nullable String text) {
    try {
      return OptionalInt.of(Integer.parseInt(Optional.ofNullable(text).orElse("").strip()));
    } catch (NumberFormatException _) {
      return OptionalInt.empty();
    }
  }
}
