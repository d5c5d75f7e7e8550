package io.mirrornet.image;

import java.util.List;
import java.util.Map;

/**
 * What a container engine is told of an image (OCI Image Format Specification 1.0, config).
 *
 * @param reference the image's name with its tag
 * @param entrypoint what a container runs
 * @param user user and group by number, such as {@code 65532:65532}, so that Kubernetes can tell
 *     that it is not root
 * @param environment variables that are set
 */
public record ImageConfig(
    String reference, List<String> entrypoint, String user, Map<String, String> environment) {

  /** Copies the collections. */
  public ImageConfig {
    entrypoint = List.copyOf(entrypoint);
    environment = Map.copyOf(environment);
  }

  /** An image whose containers run as root. */
  public static ImageConfig ofRoot(String reference, List<String> entrypoint) {
    return new ImageConfig(
        reference, entrypoint, "0:0", Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"));
  }

  List<String> environmentLines() {
    return environment.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .sorted()
        .toList();
  }
}
