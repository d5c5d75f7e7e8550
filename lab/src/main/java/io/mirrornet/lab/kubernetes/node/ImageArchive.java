package io.mirrornet.lab.kubernetes.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A container image as an archive that {@code ctr images import} takes: an OCI image layout (OCI
 * Image Format Specification 1.0) in a tar file. One layer, no engine, no registry.
 *
 * @param reference the image's name with its tag
 * @param entrypoint what a container runs
 */
public record ImageArchive(String reference, List<String> entrypoint) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OCI = "application/vnd.oci.image.";

  /** Copies the entry point. */
  public ImageArchive {
    entrypoint = List.copyOf(entrypoint);
  }

  /**
   * Writes the archive.
   *
   * @param root the image's root file system; owners do not count, all is root's
   * @param workspace an empty directory for the parts
   * @param archive the file to be written
   */
  public void write(Path root, Path workspace, Path archive) {
    try {
      Path layer = workspace.resolve("layer.tar");
      tar(root, layer);
      Path blobs = Files.createDirectories(workspace.resolve("blobs/sha256"));
      String layerDigest = digest(Files.readAllBytes(layer));
      Map<String, Object> layerBlob =
          Map.of(
              "mediaType", OCI + "layer.v1.tar",
              "digest", "sha256:" + layerDigest,
              "size", Files.size(layer));
      Files.move(layer, blobs.resolve(layerDigest));
      Map<String, Object> config = blob(blobs, OCI + "config.v1+json", config(layerDigest));
      Map<String, Object> manifest =
          blob(
              blobs,
              OCI + "manifest.v1+json",
              Map.of(
                  "schemaVersion",
                  2,
                  "mediaType",
                  OCI + "manifest.v1+json",
                  "config",
                  config,
                  "layers",
                  List.of(layerBlob)));
      Files.writeString(workspace.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
      JSON.writeValue(workspace.resolve("index.json").toFile(), index(manifest));
      tar(workspace, archive);
    } catch (IOException e) {
      throw new UncheckedIOException("no image " + reference, e);
    }
  }

  private Map<String, Object> config(String layerDigest) {
    return Map.of(
        "architecture", architecture(),
        "os", "linux",
        "config",
            Map.of("Entrypoint", entrypoint, "Env", List.of("PATH=/usr/sbin:/usr/bin:/sbin:/bin")),
        "rootfs", Map.of("type", "layers", "diff_ids", List.of("sha256:" + layerDigest)));
  }

  private Map<String, Object> index(Map<String, Object> manifest) {
    Map<String, Object> named = new TreeMap<>(manifest);
    named.put("platform", Map.of("architecture", architecture(), "os", "linux"));
    named.put("annotations", Map.of("io.containerd.image.name", reference));
    return Map.of("schemaVersion", 2, "manifests", List.of(named));
  }

  private static Map<String, Object> blob(Path blobs, String mediaType, Map<String, Object> content)
      throws IOException {
    byte[] bytes = JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
    String digest = digest(bytes);
    Files.write(blobs.resolve(digest), bytes);
    return Map.of("mediaType", mediaType, "digest", "sha256:" + digest, "size", bytes.length);
  }

  private static void tar(Path directory, Path archive) throws IOException {
    Process tar =
        new ProcessBuilder(
                "tar",
                "--create",
                "--file=" + archive,
                "--directory=" + directory,
                "--sort=name",
                "--mtime=@0",
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                ".")
            .inheritIO()
            .start();
    try {
      if (tar.waitFor() != 0) {
        throw new IOException(
            "tar of %s ended with status %d".formatted(directory, tar.exitValue()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while tar ran", e);
    }
  }

  /** Go's name of this machine's architecture. */
  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
