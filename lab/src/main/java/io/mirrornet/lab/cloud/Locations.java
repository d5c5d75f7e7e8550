package io.mirrornet.lab.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** How ARM reads the {@code location} of a resource. */
final class Locations {

  private Locations() {}

  /** {@code West Europe} and {@code westeurope} are the same place. */
  static String normal(String location) {
    return location.replace(" ", "").toLowerCase(Locale.ROOT);
  }

  static String required(ObjectNode body) {
    String location = Documents.text(body, "location");
    if (location.isBlank()) {
      throw ResourceErrors.locationRequired().refusal();
    }
    return normal(location);
  }

  static void mustMatch(Resource existing, String location) {
    if (!existing.location().equals(location)) {
      throw ResourceErrors.locationDiffers(existing.id(), existing.location(), location).refusal();
    }
  }
}
