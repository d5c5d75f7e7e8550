package io.mirrornet.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A container image as one tar file that is two things at once: an OCI image layout (OCI Image
 * Format Specification 1.0) and what {@code docker save} writes. {@code ctr images import}, {@code
 * docker load}, {@code podman load} and {@code skopeo copy docker-archive:} or {@code oci-archive:}
 * take it. The same files give the same bytes.
 */
public final class ImageArchive {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OCI = "application/vnd.oci.image.";
  private static final String BLOBS = "blobs/sha256/";

  private final ImageConfig config;

  /** A blob as others refer to it; the names are the format's. */
  private record Descriptor(String mediaType, String digest, long size) {}

  public ImageArchive(ImageConfig config) {
    this.config = config;
  }

  /**
   * Writes the archive.
   *
   * @param layers the image's root file system as directories, each laid over the ones before
   * @param workspace an empty directory for the parts
   * @param archive the file to be written
   */
  public void write(List<Path> layers, Path workspace, Path archive) {
    try {
      Files.createDirectories(workspace.resolve(BLOBS));
      List<Descriptor> blobs = new ArrayList<>();
      for (Path layer : layers) {
        blobs.add(layer(workspace, layer));
      }
      List<String> digests = blobs.stream().map(Descriptor::digest).toList();
      Descriptor configBlob = blob(workspace, "config.v1+json", config(digests));
      Descriptor manifest =
          blob(
              workspace,
              "manifest.v1+json",
              sorted(
                  Map.of(
                      "schemaVersion",
                      2,
                      "mediaType",
                      OCI + "manifest.v1+json",
                      "config",
                      configBlob,
                      "layers",
                      blobs)));
      Files.writeString(workspace.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
      JSON.writeValue(workspace.resolve("index.json").toFile(), index(manifest));
      JSON.writeValue(workspace.resolve("manifest.json").toFile(), saved(configBlob, digests));
      Tar.write(workspace, archive);
    } catch (IOException e) {
      throw new UncheckedIOException("no image " + config.reference(), e);
    }
  }

  private Map<String, Object> config(List<String> digests) {
    return sorted(
        Map.of(
            "architecture",
            architecture(),
            "os",
            "linux",
            "created",
            Normal.TIME.toString(),
            "config",
            sorted(
                Map.of(
                    "Entrypoint", config.entrypoint(),
                    "User", config.user(),
                    "Env", config.environmentLines())),
            "rootfs",
            sorted(Map.of("type", "layers", "diff_ids", digests))));
  }

  private Map<String, Object> index(Descriptor manifest) {
    String reference = config.reference();
    Map<String, Object> named = new TreeMap<>();
    named.put("mediaType", manifest.mediaType());
    named.put("digest", manifest.digest());
    named.put("size", manifest.size());
    named.put("platform", sorted(Map.of("architecture", architecture(), "os", "linux")));
    named.put(
        "annotations",
        sorted(
            Map.of(
                "io.containerd.image.name",
                reference,
                "org.opencontainers.image.ref.name",
                reference.substring(reference.lastIndexOf(':') + 1))));
    return sorted(Map.of("schemaVersion", 2, "manifests", List.of(named)));
  }

  /** What {@code docker load} reads. */
  private List<Map<String, Object>> saved(Descriptor configBlob, List<String> digests) {
    return List.of(
        sorted(
            Map.of(
                "Config", file(configBlob.digest()),
                "RepoTags", List.of(config.reference()),
                "Layers", digests.stream().map(ImageArchive::file).toList())));
  }

  private static Descriptor layer(Path workspace, Path root) throws IOException {
    Path tar = workspace.resolve("layer.tar");
    Tar.write(root, tar);
    String digest = digest(tar);
    long size = Files.size(tar);
    Files.move(tar, workspace.resolve(BLOBS + digest));
    return new Descriptor(OCI + "layer.v1.tar", "sha256:" + digest, size);
  }

  private static Descriptor blob(Path workspace, String mediaType, Map<String, Object> content)
      throws IOException {
    Path file =
        Files.write(workspace.resolve("blob"), JSON.writeValueAsString(content).getBytes(UTF_8));
    String digest = digest(file);
    long size = Files.size(file);
    Files.move(file, workspace.resolve(BLOBS + digest));
    return new Descriptor(OCI + mediaType, "sha256:" + digest, size);
  }

  private static String file(String digest) {
    return BLOBS + digest.substring("sha256:".length());
  }

  /** In one order for ever: {@link Map#of} has another one in each JVM. */
  private static Map<String, Object> sorted(Map<String, ?> map) {
    return new TreeMap<>(map);
  }

  /** Go's name of this machine's architecture. */
  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }

  static String digest(Path file) throws IOException {
    try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
