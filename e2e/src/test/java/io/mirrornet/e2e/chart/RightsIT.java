package io.mirrornet.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mirrornet.lab.kubernetes.ControlPlane;
import io.mirrornet.lab.kubernetes.Kubectl;
import io.mirrornet.lab.kubernetes.Site;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.RequiresPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What operator, agent and people may do: exactly what they do. The lists are the calls that the
 * code makes; a new call needs its line here and its rule in the chart.
 */
@RequiresPrograms({Program.ETCD, Program.KUBE_APISERVER, Program.KUBECTL, Program.HELM})
class RightsIT {

  private static final String OPERATOR =
      "system:serviceaccount:mirrornet-system:mirrornet-operator";
  private static final String AGENT =
      "system:serviceaccount:mirrornet-system-agent:mirrornet-agent";

  /** What the operator may do anywhere. */
  private static final String[] OPERATOR_ANYWHERE = {
    "get,list,patch,watch healthsharemirrornetworks.mirrornet.io",
    "patch healthsharemirrornetworks/status.mirrornet.io",
    "create,delete,get,list,patch,watch mirrorhostroutes.mirrornet.io",
    "create,get,list,patch,watch hostdisruptions.mirrornet.io",
    "update hostdisruptions/status.mirrornet.io",
    "get,list,patch,watch nodes",
    "list pods",
    "create pods/eviction",
    "list,watch services",
    "create events.events.k8s.io",
  };

  @TempDir static Path directory;

  private static ControlPlane plane;
  private static Kubectl kubectl;

  @BeforeAll
  static void install() throws IOException {
    Programs programs = Programs.ofUser();
    plane = ControlPlane.start(programs, new Site.Loopback(), ControlPlane.Extent.API_SERVER);
    kubectl = plane.kubectl();
    Path values =
        Files.writeString(
            directory.resolve("values.yaml"),
            Chart.LEAST + "approvers: [{kind: User, name: jane}]\n");
    kubectl
        .with(programs.path(Program.HELM))
        .run(
            "install",
            Chart.RELEASE,
            Chart.DIRECTORY.toString(),
            "--namespace=" + Chart.NAMESPACE,
            "--create-namespace",
            "--values=" + values);
    // The API server's authorizer sees new rules a moment later.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> kubectl.attempt("auth", "can-i", "list", "mhr", "--as=" + AGENT).succeeded());
  }

  @AfterAll
  static void close() {
    plane.close();
  }

  @Test
  void theOperatorDoesAnywhereWhatNetworksNeed() {
    assertThat(Right.of(kubectl, OPERATOR, "kube-system"))
        .containsExactlyInAnyOrder(OPERATOR_ANYWHERE);
  }

  @Test
  void theOperatorLooksUpTheAddressesOfTheApiServer() {
    assertThat(Right.of(kubectl, OPERATOR, "default"))
        .contains(OPERATOR_ANYWHERE)
        .filteredOn(right -> !List.of(OPERATOR_ANYWHERE).contains(right))
        .containsExactly("list,watch endpointslices.discovery.k8s.io");
  }

  @Test
  void theOperatorHoldsItsOwnTwoLeases() {
    assertThat(Right.of(kubectl, OPERATOR, Chart.NAMESPACE))
        .contains(OPERATOR_ANYWHERE)
        .filteredOn(right -> !List.of(OPERATOR_ANYWHERE).contains(right))
        .containsExactlyInAnyOrder(
            "create leases.coordination.k8s.io",
            "get,update leases.coordination.k8s.io [mirrornet-leader]",
            "get,list,update,watch leases.coordination.k8s.io [mirrornet-disruption]");
  }

  @Test
  void theOperatorAppliesTheAgentsDaemonSet() {
    assertThat(Right.of(kubectl, OPERATOR, Chart.AGENT_NAMESPACE))
        .filteredOn(right -> !List.of(OPERATOR_ANYWHERE).contains(right))
        .containsExactlyInAnyOrder(
            "get configmaps [mirrornet-agent]",
            "create daemonsets.apps",
            "get,patch daemonsets.apps [mirrornet-agent]",
            "list,watch pods");
  }

  @Test
  void anAgentReadsHostRoutesAndItsNodeAndWritesStatuses() {
    assertThat(Right.of(kubectl, AGENT, Chart.AGENT_NAMESPACE))
        .containsExactlyInAnyOrder(
            "get,list,watch mirrorhostroutes.mirrornet.io",
            "patch mirrorhostroutes/status.mirrornet.io",
            "get nodes");
  }

  @Test
  void anApproverReadsTheThreeKindsAndPatchesDisruptions() {
    assertThat(Right.of(kubectl, "jane", "healthshare"))
        .containsExactlyInAnyOrder(
            "get,list,watch healthsharemirrornetworks.mirrornet.io",
            "get,list,watch mirrorhostroutes.mirrornet.io",
            "get,list,patch,watch hostdisruptions.mirrornet.io");
  }

  @Test
  void nobodyOfOursReadsSecrets() {
    for (String user : new String[] {OPERATOR, AGENT, "jane"}) {
      assertThat(
              kubectl
                  .attempt("auth", "can-i", "get", "secrets", "-n", Chart.NAMESPACE, "--as=" + user)
                  .succeeded())
          .as(user)
          .isFalse();
    }
  }
}
