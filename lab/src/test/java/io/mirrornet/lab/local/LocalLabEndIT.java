package io.mirrornet.lab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mirrornet.lab.kubernetes.node.Leftovers;
import io.mirrornet.lab.kubernetes.node.NodeMachine;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.RequiresPrograms;
import io.mirrornet.lab.scenario.Scenario;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a lab ends, nothing of it is left. */
@RequiresRoot
@RequiresPrograms({
  Program.ETCD,
  Program.KUBE_APISERVER,
  Program.KUBE_CONTROLLER_MANAGER,
  Program.KUBE_SCHEDULER,
  Program.KUBELET,
  Program.KUBE_PROXY,
  Program.KUBECTL,
  Program.CONTAINERD,
  Program.CNI_HOST_LOCAL,
  Program.NFT,
  Program.BUSYBOX
})
class LocalLabEndIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Children inherit it, so that all of them can be found. */
  private final String mark = "lab-" + UUID.randomUUID();

  private final List<Process> started = new ArrayList<>();

  @TempDir Path temporary;

  @AfterEach
  void kill() throws InterruptedException {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    await().atMost(PATIENCE).until(() -> Leftovers.processes(mark).isEmpty());
  }

  @Test
  void anInterruptTakesEverythingDownInOrder() throws Exception {
    Process jvm = run(List.of());
    assertThat(Leftovers.processes(mark)).hasSizeGreaterThan(10);

    jvm.destroy();
    jvm.waitFor();

    assertThat(Leftovers.processes(mark)).isEmpty();
    assertThat(files()).isEmpty();
    assertThat(Leftovers.of(jvm.pid())).isEmpty();
  }

  @Test
  void inNamespacesOfItsOwnItDiesWithTheirFirstProcess() throws Exception {
    Process outer =
        run(
            List.of(
                "unshare",
                "--net",
                "--mount",
                "--pid",
                "--uts",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "/bin/sh",
                "-c",
                // Not the JVM but the shell is the first process.
                "\"$0\" \"$@\"; exit $?"));
    assertThat(Leftovers.processes(mark)).hasSizeGreaterThan(10);
    String namespace = pidNamespace(outer.children().findFirst().orElseThrow());

    outer.destroyForcibly().waitFor();

    await().atMost(PATIENCE).until(() -> Leftovers.processes(mark).isEmpty());
    assertThat(groups(namespace)).isNotEmpty();
    // The last processes may still be on their way out.
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          NodeMachine.removeAbandoned();
          assertThat(groups(namespace)).isEmpty();
        });
  }

  @Test
  void whatAzureRefusesLeavesNothing() throws IOException {
    Scenario pair = Scenarios.pair();
    Scenario twice =
        Scenarios.of(
            pair.subnets(),
            Stream.concat(
                    pair.virtualMachines().stream(),
                    Stream.of(
                        Scenarios.machine(
                            "hs-vm-c", "1", pair.virtualMachines().getFirst().address())))
                .toList(),
            pair.loadBalancers(),
            pair.mirrors());

    assertThatThrownBy(() ->
            LocalLab.start(
                twice, LocalLab.Options.of(temporary), Programs.ofUser(), System.out::println))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("10.2.1.4 which is already allocated");

    String images = "-%d-images-".formatted(ProcessHandle.current().pid());
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(all.filter(path -> path.toString().contains(images))).isEmpty();
    }
  }

  /** A JVM with a lab that runs. */
  private Process run(List<String> launcher) throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.net.preferIPv4Stack=true",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            LabOfItsOwn.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("LAB_MARK", mark);
    Process process = builder.start();
    started.add(process);
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.equals("Ready")) {
      line = output.readLine();
    }
    assertThat(line).isEqualTo("Ready");
    return process;
  }

  /** Its number, as it stands in the names of what a lab makes. */
  private static String pidNamespace(ProcessHandle process) throws IOException {
    Path link = Path.of("/proc", Long.toString(process.pid()), "ns/pid");
    return Files.readSymbolicLink(link).toString().replaceAll("\\D", "");
  }

  private static List<Path> groups(String namespace) throws IOException {
    try (Stream<Path> groups = Files.find(Path.of("/sys/fs/cgroup"), 2, (_, _) -> true)) {
      return groups.filter(group -> group.toString().contains(namespace)).toList();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(temporary)) {
      return all.filter(path -> path.getFileName().toString().startsWith("mirrornet-")).toList();
    }
  }

  /** Says when the pair runs, and waits for its end. */
  static final class LabOfItsOwn {

    private LabOfItsOwn() {}

    public static void main(String[] arguments) throws Exception {
      Path none = Files.createTempDirectory("none");
      LocalLab.start(
          Scenarios.pair(), LocalLab.Options.of(none), Programs.ofUser(), System.err::println);
      System.out.println("Ready");
      Thread.currentThread().join();
    }
  }
}
