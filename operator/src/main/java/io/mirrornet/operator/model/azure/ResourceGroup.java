package io.mirrornet.operator.model.azure;

import java.util.Locale;

/** A resource group of a subscription; equal without regard to case, as in ARM. */
public record ResourceGroup(String subscription, String name) implements Comparable<ResourceGroup> {

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceGroup that
        && subscription.equalsIgnoreCase(that.subscription)
        && name.equalsIgnoreCase(that.name);
  }

  @Override
  public int compareTo(ResourceGroup other) {
    return String.CASE_INSENSITIVE_ORDER.compare(toString(), other.toString());
  }

  @Override
  public int hashCode() {
    return 31 * subscription.toLowerCase(Locale.ROOT).hashCode()
        + name.toLowerCase(Locale.ROOT).hashCode();
  }

  /** Its ARM id. */
  @Override
  public String toString() {
    return "/subscriptions/" + subscription + "/resourceGroups/" + name;
  }
}
