package io.mirrornet.operator.azure.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The environment of the process; messages name the variable. */
record Variables(Map<String, String> environment) {

  /** The value; empty where it is missing or blank. */
  Optional<String> find(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  String required(String name, String advice) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("%s is not set: %s".formatted(name, advice)));
  }

  Path file(String name, String advice) {
    return Path.of(required(name, advice));
  }

  /** What to throw when a value makes no sense. */
  IllegalArgumentException refused(String name, String expected) {
    return new IllegalArgumentException(
        "%s=\"%s\" is not %s".formatted(name, find(name).orElse(""), expected));
  }

  static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
