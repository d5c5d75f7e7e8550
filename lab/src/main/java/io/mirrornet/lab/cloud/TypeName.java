package io.mirrornet.lab.cloud;

import java.util.List;
import java.util.Locale;

/**
 * A resource type and what ARM knows about it.
 *
 * @param provider its namespace
 * @param type the type in it
 * @param apiVersions the versions that it answers to, oldest first
 */
record TypeName(String provider, String type, List<String> apiVersions) {

  /** {@code Microsoft.Network/networkInterfaces}. */
  String full() {
    return provider + "/" + type;
  }

  String key() {
    return full().toLowerCase(Locale.ROOT);
  }

  /** The type's own spelling, in its segments. */
  List<String> segments() {
    return List.of(type.split("/"));
  }
}
