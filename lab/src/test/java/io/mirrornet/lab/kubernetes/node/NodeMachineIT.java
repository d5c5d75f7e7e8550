package io.mirrornet.lab.kubernetes.node;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mirrornet.lab.fabric.Fabric;
import io.mirrornet.lab.fabric.NetworkInterface;
import io.mirrornet.lab.fabric.Nft;
import io.mirrornet.lab.fabric.Subnet;
import io.mirrornet.lab.fabric.VirtualMachine;
import io.mirrornet.lab.kubernetes.ControlPlane;
import io.mirrornet.lab.kubernetes.Kubectl;
import io.mirrornet.lab.kubernetes.Site;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.RequiresPrograms;
import io.mirrornet.net.Ipv4Address;
import io.mirrornet.net.Ipv4Prefix;
import io.mirrornet.net.MacAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

/** Three virtual machines as nodes, and one that carries the control plane. */
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
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeMachineIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long JVM = ProcessHandle.current().pid();
  private static final Programs PROGRAMS = Programs.ofUser();
  private static final Subnet SUBNET = new Subnet("hs", Ipv4Prefix.parse("10.2.1.0/24"));

  /** One of the machines, wired. */
  private record Node(VirtualMachine machine, NetworkInterface nic, NodeMachine node) {

    void boot() {
      machine.boot(List.of(nic));
      machine.configure(0, 100);
      node.boot(machine.namespace());
    }

    void powerOff() {
      node.powerOff();
      machine.powerOff();
    }
  }

  @TempDir static Path images;

  private static Fabric fabric;
  private static VirtualMachine hub;
  private static ControlPlane plane;
  private static Kubectl kubectl;
  private static final List<Node> NODES = new ArrayList<>();

  @BeforeAll
  static void boot() {
    BusyboxImage.write(PROGRAMS, images);
    fabric = Fabric.create(Nft.of(PROGRAMS));
    hub = new VirtualMachine("hub", fabric);
    hub.boot(List.of(nic(10)));
    hub.configure(0, 100);
    plane =
        ControlPlane.start(
            PROGRAMS,
            new Site.InNamespace(hub.namespace(), address(10)),
            ControlPlane.Extent.WITH_CONTROLLERS);
    kubectl = plane.kubectl();
    for (int number = 1; number <= 3; number++) {
      NodeSpec spec =
          new NodeSpec(
              "hs-vm-" + number,
              address(20 + number),
              new UUID(0x1234_5678_9abc_4defL, number),
              number == 3 ? Optional.empty() : Optional.of("azure:///vm/hs-vm-" + number),
              Map.of("tier", "ucr"),
              Ipv4Prefix.parse("10.244.%d.0/24".formatted(number)));
      Node node =
          new Node(
              new VirtualMachine(spec.name(), fabric),
              nic(20 + number),
              NodeMachine.create(spec, plane, PROGRAMS, images));
      NODES.add(node);
      node.boot();
    }
  }

  @AfterAll
  static void close() throws IOException {
    assertThat(Leftovers.of(JVM))
        .as("the search finds what is there")
        .anyMatch(found -> found.startsWith("/sys/fs/cgroup"))
        .anyMatch(found -> found.startsWith(System.getProperty("java.io.tmpdir")))
        .anyMatch(found -> found.contains("VM_ID="));
    NODES.forEach(node -> node.node().close());
    NODES.forEach(node -> node.machine().close());
    plane.close();
    hub.close();
    fabric.close();
    assertThat(Leftovers.of(JVM)).isEmpty();
  }

  @Test
  @Order(1)
  void everyMachineIsAReadyNodeThatShowsItsCloudIdentity() {
    awaitNodes("hs-vm-1=True hs-vm-2=True hs-vm-3=True ");

    assertThat(
            kubectl.run(
                "get",
                "nodes",
                "--selector=tier=ucr",
                "--output=jsonpath={range .items[*]}{.status.nodeInfo.systemUUID}"
                    + " {.spec.providerID}{\"\\n\"}{end}"))
        .isEqualTo(
            """
            12345678-9abc-4def-0000-000000000001 azure:///vm/hs-vm-1
            12345678-9abc-4def-0000-000000000002 azure:///vm/hs-vm-2
            12345678-9abc-4def-0000-000000000003\s
            """);
  }

  @Test
  @Order(2)
  void aDaemonSetOfTheHostNetworkProgramsRoutesOnEveryMachine() {
    kubectl.apply(
        """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: agent, namespace: kube-system}
        spec:
          selector: {matchLabels: {app: agent}}
          template:
            metadata: {labels: {app: agent}}
            spec:
              hostNetwork: true
              tolerations: [{operator: Exists}]
              terminationGracePeriodSeconds: 0
              containers:
              - name: agent
                image: lab.mirrornet.io/busybox:1
                imagePullPolicy: Never
                command: [sh, -c, "ip route add 192.0.2.0/24 dev eth0 && echo routed && exec sleep 100000"]
                securityContext:
                  capabilities: {drop: [ALL], add: [NET_ADMIN]}
                  allowPrivilegeEscalation: false
                  readOnlyRootFilesystem: true
                  seccompProfile: {type: RuntimeDefault}
                resources: {limits: {memory: 64Mi}}
        """);

    kubectl.run(
        "--namespace=kube-system", "rollout", "status", "daemonset/agent", "--timeout=180s");

    for (Node node : NODES) {
      // A pod without a readiness probe counts as ready before its first command has ended.
      await()
          .untilAsserted(() ->
              assertThat(node.machine().namespace().exec("ip", "route", "show", "192.0.2.0/24"))
                  .startsWith("192.0.2.0/24 dev eth0"));
    }
  }

  @Test
  @Order(3)
  void aPodReachesTheApiServerByItsServiceAddress() {
    kubectl.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: caller, namespace: default}
        spec:
          restartPolicy: Never
          containers:
          - name: caller
            image: lab.mirrornet.io/busybox:1
            imagePullPolicy: Never
            command: [sh, -c, "nc -w 5 $KUBERNETES_SERVICE_HOST $KUBERNETES_SERVICE_PORT </dev/null && echo connected"]
        """);

    kubectl.run("wait", "pod/caller", "--for=jsonpath={.status.phase}=Succeeded", "--timeout=120s");

    assertThat(kubectl.run("logs", "caller")).isEqualTo("connected\n");
  }

  @Test
  @Order(4)
  void aMachineWithoutPowerHasNoProcessAndComesBackWithItsPods() {
    Node node = NODES.get(1);
    String bootId = bootId(node);
    assertThat(Leftovers.processes("-%d-node-hs-vm-2-".formatted(JVM))).isNotEmpty();

    node.powerOff();

    assertThat(Leftovers.processes("-%d-node-hs-vm-2-".formatted(JVM))).isEmpty();
    awaitNodes("hs-vm-1=True hs-vm-2=Unknown hs-vm-3=True ");

    node.boot();

    awaitNodes("hs-vm-1=True hs-vm-2=True hs-vm-3=True ");
    await()
        .atMost(PATIENCE)
        .until(() ->
            node.machine()
                .namespace()
                .exec("ip", "route", "show", "192.0.2.0/24")
                .startsWith("192.0.2.0/24 dev eth0"));
    assertThat(bootId(node)).isNotEqualTo(bootId);
  }

  private static String bootId(Node node) {
    return kubectl.run(
        "get", "node", node.node().spec().name(), "--output=jsonpath={.status.nodeInfo.bootID}");
  }

  private static void awaitNodes(String expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(
                    kubectl.run(
                        "get",
                        "nodes",
                        "--output=jsonpath={range"
                            + " .items[*]}{.metadata.name}={.status.conditions[?(@.type==\"Ready\")].status}"
                            + " {end}"))
                .as(() ->
                    NODES.stream().map(node -> node.node().lastWords()).collect(joining("\n")))
                .isEqualTo(expected));
  }

  private static Ipv4Address address(int last) {
    return Ipv4Address.parse("10.2.1." + last);
  }

  private static NetworkInterface nic(int last) {
    return new NetworkInterface(
        "nic-" + last,
        MacAddress.parse("00:0d:3a:00:00:%02x".formatted(last)),
        address(last),
        List.of(),
        SUBNET);
  }
}
