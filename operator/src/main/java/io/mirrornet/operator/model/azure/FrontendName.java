package io.mirrornet.operator.model.azure;

import java.util.Locale;
import java.util.Optional;

/**
 * A frontend as people write it: load balancer and frontend configuration, as {@code
 * ilb-hs/registry}. ARM's names are equal without regard to case, so these are.
 */
public record FrontendName(String loadBalancer, String frontend)
    implements Comparable<FrontendName> {

  /** The name of a frontend IP configuration, from its ARM id. */
  public static FrontendName of(ResourceId frontendIpConfiguration) {
    return new FrontendName(
        frontendIpConfiguration.parent().orElseThrow().name(), frontendIpConfiguration.name());
  }

  /** Reads {@code loadBalancer/frontend}; empty for any other form. */
  public static Optional<FrontendName> tryParse(String text) {
    String[] parts = text.split("/", -1);
    return parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank()
        ? Optional.of(new FrontendName(parts[0], parts[1]))
        : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrontendName that && toString().equalsIgnoreCase(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().toLowerCase(Locale.ROOT).hashCode();
  }

  @Override
  public int compareTo(FrontendName other) {
    return String.CASE_INSENSITIVE_ORDER.compare(toString(), other.toString());
  }

  @Override
  public String toString() {
    return loadBalancer + "/" + frontend;
  }
}
