package io.mirrornet.lab.local;

import static io.mirrornet.lab.local.Scenarios.INDEX;
import static io.mirrornet.lab.local.Scenarios.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mirrornet.lab.fabric.traffic.Attempt;
import io.mirrornet.lab.fabric.traffic.Banner;
import io.mirrornet.lab.kubernetes.Kubectl;
import io.mirrornet.lab.kubernetes.node.Leftovers;
import io.mirrornet.lab.local.Lab.Happening;
import io.mirrornet.lab.namespace.RequiresRoot;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.RequiresPrograms;
import io.mirrornet.net.Ipv4Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The pair, with its Kubernetes; what its people do to it, in the order of a disruption. */
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
class LocalLabIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOSS = Duration.ofMillis(300);
  private static final long JVM = ProcessHandle.current().pid();
  private static final Programs PROGRAMS = Programs.ofUser();
  private static final String MACHINE_A = "Microsoft.Compute/virtualMachines/hs-vm-a";
  private static final String READY =
      "{range .items[*]}{.metadata.name}={.status.conditions[?(@.type==\"Ready\")].status} {end}";

  @TempDir static Path images;

  private static LocalLab lab;
  private static Kubectl kubectl;

  @BeforeAll
  static void start() throws InterruptedException {
    long began = System.nanoTime();
    lab =
        LocalLab.start(
            Scenarios.pair(), LocalLab.Options.of(images), PROGRAMS, System.out::println);
    kubectl = lab.kubectl();
    System.out.printf(
        "the pair came up in %d s%n", Duration.ofNanos(System.nanoTime() - began).toSeconds());
  }

  @AfterAll
  static void close() throws IOException {
    if (lab != null) {
      assertThat(Leftovers.of(JVM)).as("the search finds what is there").isNotEmpty();
      lab.close();
      assertThat(Leftovers.of(JVM)).isEmpty();
    }
  }

  @Test
  @Order(1)
  void everyMachineIsAReadyNodeWithTheIdentityThatAzureGivesIt() {
    assertThat(nodes(READY)).isEqualTo("hs-vm-a=True hs-vm-b=True operator-vm=True ");
    assertThat(lab.powerStates())
        .isEqualTo(Map.of("hs-vm-a", "running", "hs-vm-b", "running", "operator-vm", "running"));

    String vmId = arm().get(MACHINE_A).at("/properties/vmId").asText();
    assertThat(
            nodes(
                "{.items[0].status.nodeInfo.systemUUID} {.items[0].spec.providerID}"
                    + " {.items[0].status.addresses[0].address}"))
        .isEqualTo("%s azure://%s 10.2.1.4".formatted(vmId, arm().id(MACHINE_A)));
  }

  @Test
  @Order(2)
  void aProgramOnAMachineTrustsTheApiServerAtItsServiceAddress() throws IOException {
    assertThat(output(lab.exec("hs-vm-a", List.of("hostname")))).isEqualTo("hs-vm-a\n");
    List<String> command =
        List.of(
            PROGRAMS.path(Program.KUBECTL).toString(),
            "--kubeconfig=" + kubectl.kubeconfig(),
            "--server=https://10.96.0.1",
            "get",
            "--raw=/readyz");
    // A node may be Ready a moment before its kube-proxy knows the endpoints.
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(output(lab.exec("hs-vm-a", command))).isEqualTo("ok"));
  }

  @Test
  @Order(3)
  void aPodReachesResourceManagerAndTheArbiter() {
    kubectl.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: caller, namespace: default}
        spec:
          nodeName: operator-vm
          restartPolicy: Never
          containers:
          - name: caller
            image: lab.mirrornet.io/busybox:1
            imagePullPolicy: Never
            command: [sh, -c, "nc -w 5 %s 443 </dev/null && nc -w 5 %s %d </dev/null"]
        """
            .formatted(
                lab.azure().resourceManager().getHost(),
                lab.arbiter().address(),
                lab.arbiter().port()));

    kubectl.run("wait", "pod/caller", "--for=jsonpath={.status.phase}=Succeeded", "--timeout=120s");

    assertThat(kubectl.run("logs", "caller")).startsWith("operator-vm arbiter ");
  }

  @Test
  @Order(4)
  void theOperatorsServiceAccountIsTheOperatorsApplicationInAzure() {
    kubectl.run("create", "namespace", "mirrornet-system");
    kubectl.run("create", "serviceaccount", "mirrornet-operator", "--namespace=mirrornet-system");
    String token =
        kubectl
            .run(
                "create",
                "token",
                "mirrornet-operator",
                "--namespace=mirrornet-system",
                "--audience=api://AzureADTokenExchange")
            .strip();

    assertThat(
            ArmClient.federated(lab.network("operator-vm"), lab.azure(), token)
                .get(MACHINE_A)
                .path("name")
                .asText())
        .isEqualTo("hs-vm-a");
  }

  @Test
  @Order(5)
  void aCallFailsExactlyWhereCallerAndPrimaryShareTheMachine() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(call("hs-vm-b", REGISTRY, 1972)).isEqualTo(answered("REGA", "hs-vm-a", 5));
          assertThat(call("hs-vm-b", INDEX, 1973)).isEqualTo(answered("IDXA", "hs-vm-a", 5));
        });

    assertThat(call("hs-vm-a", REGISTRY, 1972)).isEqualTo(new Attempt.TimedOut());
    assertThat(call("hs-vm-a", INDEX, 1973)).isEqualTo(new Attempt.TimedOut());
  }

  @Test
  @Order(6)
  void aFailoverMovesThePrimaryAndCallsFollow() throws InterruptedException {
    lab.failover("REGISTRY");
    lab.failover("INDEX");

    assertThat(lab.mirrors())
        .allSatisfy(mirror -> assertThat(mirror.primaryHost()).contains("hs-vm-b"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(call("hs-vm-a", REGISTRY, 1972)).isEqualTo(answered("REGB", "hs-vm-b", 4));
          assertThat(call("hs-vm-a", INDEX, 1973)).isEqualTo(answered("IDXB", "hs-vm-b", 4));
        });
    assertThat(call("hs-vm-b", REGISTRY, 1972)).isEqualTo(new Attempt.TimedOut());
  }

  @Test
  @Order(7)
  void aMachineThatIsDeallocatedComesBackWithAnotherNic() {
    String bootId = nodes("{.items[0].status.nodeInfo.bootID}");
    lab.stop("hs-vm-a", "IDXA");
    arm().call("POST", MACHINE_A + "/deallocate", "");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(nodes(READY)).isEqualTo("hs-vm-a=Unknown hs-vm-b=True operator-vm=True "));
    assertThat(Leftovers.processes("-%d-node-hs-vm-a-".formatted(JVM))).isEmpty();
    assertThat(lab.powerStates()).containsEntry("hs-vm-a", "deallocated");
    assertThat(lab.mirrors())
        .allSatisfy(mirror -> {
          assertThat(mirror.primaryHost()).contains("hs-vm-b");
          assertThat(mirror.members())
              .filteredOn(member -> member.host().equals("hs-vm-a"))
              .allSatisfy(member -> assertThat(member.running()).isFalse());
        });

    SecondNic.attach(arm(), "hs-vm-a");
    arm().call("POST", MACHINE_A + "/start", "");

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(nodes(READY)).isEqualTo("hs-vm-a=True hs-vm-b=True operator-vm=True ");
          assertThat(nodes("{.items[0].status.nodeInfo.bootID}")).isNotEqualTo(bootId);
        });
    assertThat(nodes("{.items[0].status.addresses[0].address}")).isEqualTo("10.2.1.4");
    assertThat(lab.network("hs-vm-a").exec("ip", "-4", "-brief", "address", "show", "dev", "eth1"))
        .contains(SecondNic.ADDRESS + "/24");
    assertThat(lab.happenings())
        .anySatisfy(happening ->
            assertThat(happening)
                .isInstanceOfSatisfying(
                    Happening.Deallocated.class,
                    deallocated -> {
                      assertThat(deallocated.virtualMachine()).isEqualTo("hs-vm-a");
                      assertThat(deallocated.stoppedDirty()).containsExactly("REGA");
                    }))
        .anySatisfy(happening ->
            assertThat(happening)
                .isInstanceOfSatisfying(
                    Happening.Started.class,
                    started ->
                        assertThat(started.interfaces())
                            .containsExactly("hs-vm-a-nic", SecondNic.NAME)));
  }

  @Test
  @Order(8)
  void theInitSystemStartsItsInstancesAndTheyCatchUp() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(lab.mirrors())
                .allSatisfy(mirror ->
                    assertThat(mirror.members()).anyMatch(Lab.MemberState::failoverReady)));
  }

  private static ArmClient arm() {
    return ArmClient.login(lab.network("operator-vm"), lab.azure());
  }

  private static String nodes(String jsonPath) {
    return kubectl.run("get", "nodes", "--output=jsonpath=" + jsonPath);
  }

  private static Attempt call(String machine, Ipv4Address address, int port) {
    return lab.connect(machine, address, port, LOSS);
  }

  private static Attempt answered(String instance, String host, int source) {
    return new Attempt.Connected(new Banner(host, instance, Ipv4Address.parse("10.2.1." + source)));
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
