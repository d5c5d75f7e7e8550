package io.mirrornet.lab.programs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pinned set of Go modules: a {@code go.mod} of ours with its {@code go.sum}. Each upstream has
 * its own, because each pins its dependencies by itself.
 */
enum GoModule {
  /** The releases of etcd. */
  ETCD("etcd", "go.etcd.io/etcd/server/v3"),
  /** Kubernetes itself; its staging modules are pinned by {@code replace}. */
  KUBERNETES("kubernetes", "k8s.io/kubernetes"),
  /** The releases of Helm. */
  HELM("helm", "helm.sh/helm/v4");

  private static final Pattern GO_LINE = Pattern.compile("(?m)^go (\\d+)\\.(\\d+)");

  private final String directory;
  private final String upstream;

  GoModule(String directory, String upstream) {
    this.directory = directory;
    this.upstream = upstream;
  }

  String directory() {
    return directory;
  }

  String goMod() {
    return resource("go.mod");
  }

  String goSum() {
    return resource("go.sum");
  }

  /** The version that {@code go.mod} requires, with its leading {@code v}. */
  String version() {
    Matcher version =
        Pattern.compile("(?m)^\\s+" + Pattern.quote(upstream) + " (v[0-9.]+)").matcher(goMod());
    if (!version.find()) {
      throw new IllegalStateException(directory + "/go.mod does not require " + upstream);
    }
    return version.group(1);
  }

  /** The oldest Go that builds it. */
  GoVersion minimumGo() {
    Matcher line = GO_LINE.matcher(goMod());
    if (!line.find()) {
      throw new IllegalStateException(directory + "/go.mod names no version of Go");
    }
    return new GoVersion(Integer.parseInt(line.group(1)), Integer.parseInt(line.group(2)));
  }

  /**
   * What the linker is told. Kubernetes does not know its version but by these: without them {@code
   * /version} has an empty minor, and charts that check {@code kubeVersion} refuse the cluster.
   */
  String linkerFlags() {
    return switch (this) {
      case ETCD -> "-s -w";
      case KUBERNETES -> "-s -w " + kubernetesVersion(version());
      case HELM -> "-s -w -X helm.sh/helm/v4/internal/version.version=" + version();
    };
  }

  /** How long a first build takes on two cores, for whoever waits for it. */
  String expectedDuration() {
    return switch (this) {
      case ETCD -> "about 1 minute";
      case KUBERNETES -> "about 4 minutes for the first of its programs, 1 for each other";
      case HELM -> "about 2 minutes";
    };
  }

  private static String kubernetesVersion(String version) {
    List<String> parts = List.of(version.substring(1).split("\\."));
    return Stream.of("k8s.io/component-base/version", "k8s.io/client-go/pkg/version")
        .flatMap(variables ->
            Stream.of(
                    "gitVersion=" + version,
                    "gitMajor=" + parts.get(0),
                    "gitMinor=" + parts.get(1),
                    "gitCommit=unknown",
                    "gitTreeState=clean",
                    "buildDate=2026-01-01T00:00:00Z")
                .map(assignment -> "-X " + variables + "." + assignment))
        .collect(Collectors.joining(" "));
  }

  private String resource(String file) {
    String name = directory + "/" + file;
    try (InputStream stream = GoModule.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("not on the class path: " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
