package io.mirrornet.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.fabric.Fabric;
import io.mirrornet.lab.fabric.NetworkInterface;
import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.Subnet;
import io.mirrornet.lab.fabric.VirtualMachine;
import io.mirrornet.lab.kubernetes.ControlPlane;
import io.mirrornet.lab.kubernetes.Kubectl;
import io.mirrornet.lab.kubernetes.Site;
import io.mirrornet.lab.kubernetes.node.BusyboxImage;
import io.mirrornet.lab.kubernetes.node.NodeMachine;
import io.mirrornet.lab.kubernetes.node.NodeSpec;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.RequiresPrograms;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import io.mirrornet.net.MacAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What Helm asks of the operator's image, on a node that really runs it. */
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
  Program.BUSYBOX
})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HooksIT {

  private static final Subnet SUBNET = new Subnet("hs", Ipv4Prefix.parse("10.2.1.0/24"));
  private static final Programs PROGRAMS = Programs.ofUser();

  private static final NodeSpec NODE =
      new NodeSpec(
          "management",
          address(20),
          new UUID(0x1234_5678_9abc_4defL, 1),
          Optional.empty(),
          Map.of(),
          Ipv4Prefix.parse("10.244.1.0/24"));

  @TempDir static Path directory;

  private static Cluster cluster;

  /** One node that runs pods, and the machine of the control plane. */
  private record Cluster(
      Fabric fabric,
      VirtualMachine hub,
      ControlPlane plane,
      VirtualMachine machine,
      NodeMachine node,
      Kubectl kubectl,
      Kubectl helm)
      implements AutoCloseable {

    static Cluster boot(Path images) {
      Fabric fabric = Fabric.create(Nft.of(PROGRAMS));
      VirtualMachine hub = new VirtualMachine("hub", fabric);
      hub.boot(List.of(nic(10)));
      hub.configure(0, 100);
      ControlPlane plane =
          ControlPlane.start(
              PROGRAMS,
              new Site.InNamespace(hub.namespace(), address(10)),
              ControlPlane.Extent.WITH_CONTROLLERS);
      VirtualMachine machine = new VirtualMachine("management", fabric);
      NodeMachine node = NodeMachine.create(NODE, plane, PROGRAMS, images);
      machine.boot(List.of(nic(20)));
      machine.configure(0, 100);
      node.boot(machine.namespace());
      Kubectl kubectl = plane.kubectl();
      return new Cluster(
          fabric, hub, plane, machine, node, kubectl, kubectl.with(PROGRAMS.path(Program.HELM)));
    }

    @Override
    public void close() {
      node.close();
      machine.close();
      plane.close();
      hub.close();
      fabric.close();
    }
  }

  @BeforeAll
  static void install() throws IOException {
    Path images = Files.createDirectory(directory.resolve("images"));
    BusyboxImage.write(PROGRAMS, images);
    Files.copy(
        Chart.ROOT.resolve("operator/target/image/mirrornet-operator.tar"),
        images.resolve("operator.tar"));
    cluster = Cluster.boot(images);
    Path values =
        Files.writeString(
            directory.resolve("values.yaml"), Chart.LEAST + "image: {pullPolicy: Never}\n");
    cluster
        .kubectl()
        .apply(
            """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: mirrornet-system
              labels: {pod-security.kubernetes.io/enforce: restricted}
            """);
    cluster
        .helm()
        .run(
            "install",
            Chart.RELEASE,
            Chart.DIRECTORY.toString(),
            "--namespace=" + Chart.NAMESPACE,
            "--values=" + values);
    // These tests are about the hooks: no operator that would wait for Azure.
    cluster
        .kubectl()
        .run(
            "scale",
            "deployment/mirrornet-operator",
            "--replicas=0",
            "--namespace=" + Chart.NAMESPACE);
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @Test
  @Order(1)
  void theTestFailsWithTheNextCommandWhileNoReplicaIsReady() {
    Kubectl.Result result =
        cluster
            .helm()
            .attempt("test", Chart.RELEASE, "--namespace=" + Chart.NAMESPACE, "--timeout=4m");

    assertThat(result.succeeded()).isFalse();
    assertThat(result.output() + result.errors())
        .contains("no replica of the operator is ready")
        .contains("kubectl -n mirrornet-system logs deployment/mirrornet-operator");
  }

  @Test
  @Order(2)
  void anUninstallationIsRefusedWhileANetworkExistsAndSaysHowToDeleteIt() {
    cluster
        .kubectl()
        .apply(
            """
            apiVersion: mirrornet.io/v1alpha1
            kind: HealthShareMirrorNetwork
            metadata: {name: ucr, namespace: default}
            spec: {hosts: {nodeNames: [hs-vm-a]}}
            """);

    Kubectl.Result result = uninstall();

    assertThat(result.succeeded()).isFalse();
    assertThat(result.output() + result.errors())
        .contains("a network is still there")
        .contains("kubectl -n default delete hsmn ucr");
    assertThat(
            cluster
                .kubectl()
                .run("get", "deployments", "--namespace=" + Chart.NAMESPACE, "--output=name"))
        .contains("mirrornet-operator");
  }

  @Test
  @Order(3)
  void withoutNetworksEverythingGoesButTheKinds() {
    cluster.kubectl().run("delete", "hsmn", "ucr");

    Kubectl.Result result = uninstall();

    assertThat(result.succeeded()).as(result.output() + result.errors()).isTrue();
    assertThat(
            cluster
                .kubectl()
                .run(
                    "get",
                    "all,serviceaccounts,configmaps,roles,rolebindings,clusterroles,clusterrolebindings,"
                        + "validatingadmissionpolicies,validatingadmissionpolicybindings",
                    "--all-namespaces",
                    "--selector=app.kubernetes.io/name=mirrornet",
                    "--output=name"))
        .isEmpty();
    assertThat(cluster.kubectl().run("get", "crd", "--output=name")).contains("mirrornet.io");
  }

  private static Kubectl.Result uninstall() {
    return cluster
        .helm()
        .attempt("uninstall", Chart.RELEASE, "--namespace=" + Chart.NAMESPACE, "--timeout=4m");
  }

  private static NetworkInterface nic(int host) {
    return new NetworkInterface(
        "nic-" + host,
        MacAddress.parse("00:0d:3a:00:00:%02x".formatted(host)),
        address(host),
        List.of(),
        SUBNET);
  }

  private static Ipv4Address address(int host) {
    return Ipv4Address.parse("10.2.1." + host);
  }
}
