package io.mirrornet.lab.programs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GoModuleTest {

  @Test
  void kubernetesIsToldItsVersionByTheLinker() {
    String version = GoModule.KUBERNETES.version();

    assertThat(GoModule.KUBERNETES.linkerFlags())
        .contains("-X k8s.io/component-base/version.gitVersion=" + version)
        .containsPattern("-X k8s.io/client-go/pkg/version.gitMajor=\\d+ ")
        .containsPattern("-X k8s.io/client-go/pkg/version.gitMinor=\\d+ ");
    assertThat(version).matches("v1\\.\\d+\\.\\d+");
  }

  @ParameterizedTest
  @EnumSource
  void everyModuleSaysWhichGoItNeedsAndPinsWhatItDependsOn(GoModule module) {
    assertThat(module.minimumGo()).isGreaterThanOrEqualTo(new GoVersion(1, 26));
    assertThat(module.version()).matches("v\\d+\\.\\d+\\.\\d+");
    assertThat(module.goSum()).contains(module.version() + " h1:");
  }

  @ParameterizedTest
  @CsvSource({
    "go version go1.26.8 linux/amd64, 1, 26",
    "go version go1.19 linux/arm64, 1, 19",
    "go version go2.0rc1 linux/amd64, 2, 0"
  })
  void theVersionOfGoIsReadFromWhatItPrints(String printed, int major, int minor) {
    assertThat(GoVersion.inOutput(printed)).contains(new GoVersion(major, minor));
  }

  @Test
  void aNewerGoCountsAsNewer() {
    assertThat(new GoVersion(1, 9)).isLessThan(new GoVersion(1, 26));
    assertThat(new GoVersion(2, 0)).isGreaterThan(new GoVersion(1, 26));
    assertThat(GoVersion.inOutput("bash: go: command not found")).isEmpty();
  }
}
