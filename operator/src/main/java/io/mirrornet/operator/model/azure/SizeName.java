package io.mirrornet.operator.model.azure;

import java.util.Locale;

/**
 * A VM size as a subscription sees it in a location; the same size may differ between two. Equal
 * without regard to case, as in ARM.
 */
public record SizeName(String subscription, String location, String size) {

  public SizeName {
    subscription = subscription.toLowerCase(Locale.ROOT);
    location = location.toLowerCase(Locale.ROOT);
    size = size.toLowerCase(Locale.ROOT);
  }

  /** The size of a VM. */
  public static SizeName of(VirtualMachine vm) {
    return new SizeName(vm.id().resourceGroup().subscription(), vm.location(), vm.size());
  }
}
