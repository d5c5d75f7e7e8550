package io.mirrornet.lab.kubernetes.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mirrornet.lab.kubernetes.ControlPlane;
import io.mirrornet.lab.kubernetes.Site;
import io.mirrornet.lab.namespace.NetworkNamespace;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.RequiresPrograms;
import io.mirrornet.lab.programs.WorkDirectory;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A JVM that is killed takes its nodes with it. */
@RequiresRoot
@RequiresPrograms({
  Program.ETCD,
  Program.KUBE_APISERVER,
  Program.KUBELET,
  Program.KUBE_PROXY,
  Program.KUBECTL,
  Program.CONTAINERD,
  Program.CNI_HOST_LOCAL,
  Program.NFT,
  Program.BUSYBOX
})
class NodeMachineEndIT {

  @Test
  void itsProcessesDieWithItAndTheNextLabRemovesItsTraces() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Lab.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(jvm.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("Ready");
    assertThat(Leftovers.processes("-%d-node-".formatted(jvm.pid()))).hasSizeGreaterThan(5);

    jvm.destroyForcibly().waitFor();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Leftovers.processes("-%d-node-".formatted(jvm.pid())).isEmpty());
    try (WorkDirectory next = WorkDirectory.create("next");
        ControlGroup _ = ControlGroup.create(next.path().getFileName().toString())) {
      assertThat(Leftovers.of(jvm.pid())).isEmpty();
    }
  }

  /** A JVM with one node that says when it is ready and waits to be killed. */
  static final class Lab {

    private Lab() {}

    public static void main(String[] arguments) throws InterruptedException {
      Programs programs = Programs.ofUser();
      Ipv4Address address = Ipv4Address.parse("10.2.1.4");
      NetworkNamespace namespace = NetworkNamespace.create("alone");
      namespace.ip("addr add 10.2.1.4/24 dev lo", "route add default dev lo");
      ControlPlane plane =
          ControlPlane.start(
              programs, new Site.InNamespace(namespace, address), ControlPlane.Extent.API_SERVER);
      WorkDirectory images = WorkDirectory.create("images");
      BusyboxImage.write(programs, images.path());
      NodeSpec spec =
          new NodeSpec(
              "alone",
              address,
              new UUID(1, 2),
              Optional.empty(),
              Map.of(),
              Ipv4Prefix.parse("10.244.1.0/24"));
      NodeMachine.create(spec, plane, programs, images.path()).boot(namespace);
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> plane.kubectl().attempt("get", "node", "alone").succeeded());
      plane.kubectl().run("wait", "node/alone", "--for=condition=Ready", "--timeout=180s");
      System.out.println("Ready");
      Thread.currentThread().join();
    }
  }
}
