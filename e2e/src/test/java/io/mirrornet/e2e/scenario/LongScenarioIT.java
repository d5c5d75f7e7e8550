package io.mirrornet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.RequiresPrograms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link ScenarioIT}, with the scenarios that would make each build too long. */
@RequiresRoot
@RequiresPrograms({
  Program.ETCD,
  Program.KUBE_APISERVER,
  Program.KUBE_CONTROLLER_MANAGER,
  Program.KUBE_SCHEDULER,
  Program.KUBELET,
  Program.KUBE_PROXY,
  Program.KUBECTL,
  Program.HELM,
  Program.CONTAINERD,
  Program.CNI_HOST_LOCAL,
  Program.NFT,
  Program.BUSYBOX,
  Program.IP
})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongScenarioIT {

  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private List<String> machine = List.of();

  @BeforeAll
  void lookAtTheMachine() {
    machine = Machine.state();
  }

  @AfterAll
  void nothingOfItIsLeftOnTheMachine() {
    assertThat(Machine.state()).isEqualTo(machine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"crossed", "three-pairs"})
  @Execution(ExecutionMode.CONCURRENT)
  void everyHostReachesEveryMirrorAfterwardsAndNoSessionWasCut(
      String scenario, @TempDir Path directory) throws Exception {
    LabRun run = LabRun.of(scenario, directory, PATIENCE);

    ReportJudge.cameTrue(run, ScenarioFile.read(LabRun.file(scenario)));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aHostThatAzureHasNoMachineForIsStartedUntilItHas(@TempDir Path directory) throws Exception {
    Path file = Path.of("src/test/resources/io/mirrornet/e2e/scenario/no-capacity.yaml");

    LabRun run = LabRun.of(file.toAbsolutePath().toString(), directory, PATIENCE);

    ReportJudge.cameTrue(run, ScenarioFile.read(file));
    assertThat(run.output()).as("shown to whoever watches").contains("AllocationFailed");
  }
}
