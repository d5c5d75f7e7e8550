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

/** From the hairpin to calls that arrive, one host at a time, and nothing left of it. */
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
class ScenarioIT {

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

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void everyHostReachesEveryMirrorAfterwardsAndNoSessionWasCut(@TempDir Path directory)
      throws Exception {
    LabRun run = LabRun.of("pair", directory, PATIENCE);

    ReportJudge.cameTrue(run, ScenarioFile.read(LabRun.file("pair")));
  }
}
