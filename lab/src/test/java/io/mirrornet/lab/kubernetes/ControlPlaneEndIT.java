package io.mirrornet.lab.kubernetes;

import static io.mirrornet.lab.kubernetes.ControlPlane.Extent.API_SERVER;
import static io.mirrornet.lab.kubernetes.ControlPlane.Extent.WITH_CONTROLLERS;
import static io.mirrornet.lab.kubernetes.ControlPlaneFailedException.Reason.COMPONENT_EXITED;
import static io.mirrornet.lab.programs.Program.ETCD;
import static io.mirrornet.lab.programs.Program.KUBECTL;
import static io.mirrornet.lab.programs.Program.KUBE_APISERVER;
import static io.mirrornet.lab.programs.Program.KUBE_CONTROLLER_MANAGER;
import static io.mirrornet.lab.programs.Program.KUBE_SCHEDULER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.RequiresPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is left, however it ends. */
@RequiresPrograms({ETCD, KUBE_APISERVER, KUBECTL})
class ControlPlaneEndIT {

  @Test
  @RequiresPrograms({KUBE_CONTROLLER_MANAGER, KUBE_SCHEDULER})
  void closedInOrder() {
    ControlPlane plane =
        ControlPlane.start(Programs.ofUser(), new Site.Loopback(), WITH_CONTROLLERS);
    Path directory = directoryOf(plane.kubectl().kubeconfig());
    assertThat(commandsIn(directory))
        .extracting(command -> Path.of(command).getFileName().toString())
        .containsExactlyInAnyOrder(
            "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler");

    plane.close();

    assertThat(commandsIn(directory)).isEmpty();
    assertThat(directory).doesNotExist();
  }

  @Test
  void failedWithTheLastWordsOfWhoFailed(@TempDir Path programs) throws IOException {
    Path broken = programs.resolve("kube-apiserver");
    Files.writeString(broken, "#!/bin/sh\necho \"Error: $1 does not suit me\"\nexit 7\n");
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.merge(Programs.DIRECTORIES, programs.toString(), (old, mine) -> mine + ":" + old);
    List<Path> before = directories();

    assertThatThrownBy(() ->
            ControlPlane.start(new Programs(environment, _ -> {}), new Site.Loopback(), API_SERVER))
        .isInstanceOfSatisfying(
            ControlPlaneFailedException.class,
            e -> assertThat(e.reason()).isEqualTo(COMPONENT_EXITED))
        .hasMessageStartingWith("kube-apiserver ended with status 7. Its last words:")
        .hasMessageContaining("Error: --etcd-servers=")
        .hasMessageEndingWith("does not suit me");

    assertThat(directories()).isEqualTo(before);
  }

  @Test
  void killedWithTheJvmAndSweptByTheNext() throws Exception {
    Process jvm = jvm();
    Path directory = directoryOf(Path.of(jvm.inputReader(StandardCharsets.UTF_8).readLine()));
    assertThat(commandsIn(directory)).hasSize(2);

    jvm.destroyForcibly().waitFor();

    await().atMost(Duration.ofSeconds(10)).until(() -> commandsIn(directory).isEmpty());
    ControlPlane.start(Programs.ofUser(), new Site.Loopback(), API_SERVER).close();
    assertThat(directory).doesNotExist();
  }

  @Test
  void endedWithTheJvm() throws Exception {
    Process jvm = jvm();
    Path directory = directoryOf(Path.of(jvm.inputReader(StandardCharsets.UTF_8).readLine()));

    jvm.destroy();
    jvm.waitFor();

    assertThat(commandsIn(directory)).isEmpty();
    assertThat(directory).doesNotExist();
  }

  private static Process jvm() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Lab.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The control plane's directory: a user's kubeconfig lies two levels below. */
  private static Path directoryOf(Path kubeconfig) {
    return kubeconfig.getRoot().resolve(kubeconfig.subpath(0, kubeconfig.getNameCount() - 2));
  }

  private static List<String> commandsIn(Path directory) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::info)
        .filter(info -> info.commandLine().orElse("").contains(directory.toString()))
        .map(info -> info.command().orElse(""))
        .toList();
  }

  private static List<Path> directories() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.toString().contains("-kubernetes-")).sorted().toList();
    }
  }

  /** A JVM with a control plane that says where it is and waits for its end. */
  static final class Lab {

    private Lab() {}

    public static void main(String[] arguments) throws InterruptedException {
      ControlPlane plane = ControlPlane.start(Programs.ofUser(), new Site.Loopback(), API_SERVER);
      System.out.println(plane.kubectl().kubeconfig());
      Thread.currentThread().join();
    }
  }
}
