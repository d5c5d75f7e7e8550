package io.mirrornet.lab.cloud;

import java.util.OptionalInt;

/** What the cloud's machine sizes allow. */
public final class SizeLimits {

  private SizeLimits() {}

  /**
   * The most NICs of a machine of that size; empty if Azure does not say, or knows no such size.
   */
  public static OptionalInt interfaces(String size) {
    return new VmSizes().find(size).map(VmSizes.Size::interfaces).orElseGet(OptionalInt::empty);
  }
}
