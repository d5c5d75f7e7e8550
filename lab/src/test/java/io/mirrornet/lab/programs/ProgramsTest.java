package io.mirrornet.lab.programs;

import static io.mirrornet.lab.programs.ProgramUnavailableException.Reason.GO_MISSING;
import static io.mirrornet.lab.programs.ProgramUnavailableException.Reason.GO_TOO_OLD;
import static io.mirrornet.lab.programs.ProgramUnavailableException.Reason.NO_PACKAGES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

  @TempDir Path directory;

  @Test
  void whatTheUserPointsToIsTakenBeforeAnythingElse() throws IOException {
    Path ready = script("ready/kube-apiserver", "exit 0");
    Path nft = script("ready/nft", "exit 0");
    script("path/nft", "exit 0");

    Programs programs =
        programs(
            Map.of(
                "MIRRORNET_PROGRAMS", directory.resolve("ready").toString(),
                "PATH", directory.resolve("path").toString()));

    assertThat(programs.path(Program.KUBE_APISERVER)).isEqualTo(ready);
    assertThat(programs.path(Program.NFT)).isEqualTo(nft);
  }

  @Test
  void aProgramOfTheDistributionIsTakenFromPath() throws IOException {
    Path containerd = script("path/containerd", "exit 0");

    assertThat(
            programs(Map.of("PATH", directory.resolve("path").toString())).path(Program.CONTAINERD))
        .isEqualTo(containerd);
  }

  @Test
  void aPinnedProgramIsNotTakenFromPath() throws IOException {
    script("path/kubectl", "exit 0");

    GoBuilder builder = builder();

    assertThat(builder.isReady(Program.KUBECTL, kubectl())).isFalse();
    assertThat(builder.obstacle(Program.KUBECTL, kubectl())).isPresent();
  }

  @Test
  void withoutGoTheMessageSaysWhatToInstallOrWhereToPoint() {
    assertThat(builder().obstacle(Program.KUBECTL, kubectl()))
        .hasValueSatisfying(obstacle -> {
          assertThat(obstacle.reason()).isEqualTo(GO_MISSING);
          assertThat(obstacle)
              .hasMessage(
                  "kubectl: no Go found to build it with. Install Go %s or newer, or set MIRRORNET_PROGRAMS to a directory that holds kubectl %s."
                      .formatted(GoModule.KUBERNETES.minimumGo(), GoModule.KUBERNETES.version()));
        });
  }

  @Test
  void anOldGoIsNamedWithItsPath() throws IOException {
    Path go = script("path/go", "echo go version go1.19.8 linux/amd64");

    assertThat(builder().obstacle(Program.KUBECTL, kubectl()))
        .hasValueSatisfying(obstacle -> {
          assertThat(obstacle.reason()).isEqualTo(GO_TOO_OLD);
          assertThat(obstacle)
              .hasMessageStartingWith(
                  "kubectl: %s is \"go version go1.19.8 linux/amd64\".".formatted(go));
        });
  }

  @Test
  void whereThereIsNoAptTheMessageNamesThePackage() {
    DebianUnpacker packages =
        new DebianUnpacker(new Cache(directory), SearchPath.parse(""), _ -> {});

    assertThat(packages.obstacle(new Source.DebianPackage("nftables", Source.Kind.PROGRAM, "nft")))
        .hasValueSatisfying(obstacle -> {
          assertThat(obstacle.reason()).isEqualTo(NO_PACKAGES);
          assertThat(obstacle).hasMessageContaining("Install nftables");
        });
  }

  private Programs programs(Map<String, String> environment) {
    return new Programs(environment, _ -> {});
  }

  private GoBuilder builder() {
    return new GoBuilder(
        new Cache(directory.resolve("cache")),
        new SearchPath(List.of(directory.resolve("path"))),
        _ -> {});
  }

  private static Source.GoMain kubectl() {
    return new Source.GoMain(GoModule.KUBERNETES, "k8s.io/kubernetes/cmd/kubectl");
  }

  private Path script(String name, String body) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
