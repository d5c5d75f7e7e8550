package io.mirrornet.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mirrornet.lab.kubernetes.ControlPlane;
import io.mirrornet.lab.kubernetes.Kubectl;
import io.mirrornet.lab.kubernetes.Site;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.RequiresPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an API server has after Helm installed, upgraded and uninstalled the chart. */
@RequiresPrograms({Program.ETCD, Program.KUBE_APISERVER, Program.KUBECTL, Program.HELM})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstalledChartIT {

  private static final String NETWORKS = "healthsharemirrornetworks.mirrornet.io";

  @TempDir static Path directory;

  private static ControlPlane plane;
  private static Kubectl kubectl;
  private static Kubectl helm;
  private static Path values;

  @BeforeAll
  static void install() throws IOException {
    Programs programs = Programs.ofUser();
    plane = ControlPlane.start(programs, new Site.Loopback(), ControlPlane.Extent.API_SERVER);
    kubectl = plane.kubectl();
    helm = kubectl.with(programs.path(Program.HELM));
    values =
        Files.writeString(
            directory.resolve("values.yaml"),
            Chart.LEAST + "approvers: [{kind: Group, name: dbas}]\n");
    kubectl.apply(
        """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: mirrornet-system
          labels: {pod-security.kubernetes.io/enforce: restricted}
        """);
    helm.run(
        "install",
        Chart.RELEASE,
        Chart.DIRECTORY.toString(),
        "--namespace=" + Chart.NAMESPACE,
        "--values=" + values);
  }

  @AfterAll
  static void close() {
    plane.close();
  }

  @Test
  @Order(1)
  void theNotesNameTheNextCommands() {
    String notes = helm.run("get", "notes", Chart.RELEASE, "--namespace=" + Chart.NAMESPACE);

    assertThat(notes)
        .contains("kubectl -n mirrornet-system rollout status deployment/mirrornet-operator")
        .contains("helm -n mirrornet-system test mirrornet")
        .contains("kubectl explain hsmn.spec")
        .contains("azure.resourceGroups")
        .doesNotContain("Nobody but administrators may approve");
  }

  @Test
  @Order(1)
  void theThreeKindsAreServed() {
    assertThat(kubectl.run("api-resources", "--api-group=mirrornet.io", "--output=name"))
        .contains("healthsharemirrornetworks", "hostdisruptions", "mirrorhostroutes");
  }

  @ParameterizedTest
  @Order(1)
  @CsvSource({"Deployment, mirrornet-operator", "Job, mirrornet-uninstall", "Job, mirrornet-test"})
  void thePodsOfTheOperatorsImagePassTheRestrictedProfile(String kind, String name) {
    JsonNode workload = Helm.object(rendered(), kind, name);

    Kubectl.Result answer =
        kubectl.attempt(
            pod(workload, Chart.NAMESPACE, "mirrornet-operator").toString(),
            List.of("create", "--dry-run=server", "--filename=-"));

    assertThat(answer.succeeded()).as(answer.errors()).isTrue();
    assertThat(answer.errors()).doesNotContain("Warning");
  }

  @Test
  @Order(1)
  void theAgentsPodIsAdmittedInItsOwnNamespaceAlone() {
    JsonNode daemonSet =
        Helm.documents(
                kubectl.run(
                    "get",
                    "configmap",
                    "mirrornet-agent",
                    "--namespace=" + Chart.AGENT_NAMESPACE,
                    "--output=jsonpath={.data.daemonset\\.yaml}"))
            .getFirst();
    List<String> create = List.of("create", "--dry-run=server", "--filename=-");

    Kubectl.Result there =
        kubectl.attempt(
            pod(daemonSet, Chart.AGENT_NAMESPACE, "mirrornet-agent").toString(), create);
    Kubectl.Result elsewhere =
        kubectl.attempt(pod(daemonSet, Chart.NAMESPACE, "mirrornet-operator").toString(), create);

    assertThat(there.succeeded()).as(there.errors()).isTrue();
    assertThat(elsewhere.errors()).contains("violates PodSecurity \"restricted");
  }

  @Test
  @Order(1)
  void theAgentsDaemonSetIsTakenAsItIs() {
    String manifest =
        kubectl.run(
            "get",
            "configmap",
            "mirrornet-agent",
            "--namespace=" + Chart.AGENT_NAMESPACE,
            "--output=jsonpath={.data.daemonset\\.yaml}");

    Kubectl.Result answer =
        kubectl.attempt(
            manifest,
            List.of("apply", "--server-side", "--dry-run=server", "--validate=strict", "-f", "-"));

    assertThat(answer.succeeded()).as(answer.errors()).isTrue();
    assertThat(answer.errors()).doesNotContain("Warning");
  }

  @Test
  @Order(1)
  void everyObjectIsTakenAsItIsAndNoneHasAnUnknownField() {
    for (JsonNode object : rendered()) {
      Kubectl.Result answer =
          kubectl.attempt(
              object.toString(),
              List.of(
                  "apply",
                  "--server-side",
                  "--force-conflicts",
                  "--dry-run=server",
                  "--validate=strict",
                  "--filename=-"));

      assertThat(answer.succeeded())
          .as("%s %s: %s", object.path("kind"), object.at("/metadata/name"), answer.errors())
          .isTrue();
      assertThat(answer.errors()).doesNotContain("Warning");
    }
  }

  @Test
  @Order(2)
  void anUpgradeUpgradesTheKinds() throws IOException {
    Path newer = Chart.copy(directory.resolve("newer"));
    Path crd = newer.resolve("files/crds/" + NETWORKS + ".yaml");
    Files.writeString(
        crd, Files.readString(crd).replaceFirst("shortNames:\n", "shortNames:\n    - newer\n"));

    helm.run(
        "upgrade",
        Chart.RELEASE,
        newer.toString(),
        "--namespace=" + Chart.NAMESPACE,
        "--values=" + values);

    assertThat(kubectl.run("get", "crd", NETWORKS, "--output=jsonpath={.spec.names.shortNames}"))
        .isEqualTo("[\"newer\",\"hsmn\"]");
  }

  @Test
  @Order(3)
  void anUninstallationKeepsTheKindsAndWhatIsOfThem() {
    kubectl.apply(
        """
        apiVersion: mirrornet.io/v1alpha1
        kind: HealthShareMirrorNetwork
        metadata: {name: kept, namespace: default}
        spec: {hosts: {nodeNames: [hs-vm-a]}}
        """);

    helm.run("uninstall", Chart.RELEASE, "--namespace=" + Chart.NAMESPACE, "--no-hooks");

    assertThat(kubectl.run("get", "hsmn", "kept", "--output=name")).contains("kept");
    assertThat(
            kubectl.run(
                "get",
                "clusterroles,clusterrolebindings,validatingadmissionpolicies",
                "--selector=app.kubernetes.io/name=mirrornet",
                "--output=name"))
        .isEmpty();
  }

  @Test
  @Order(4)
  void anInstallationAfterThatTakesThemOver() {
    helm.run(
        "install",
        Chart.RELEASE,
        Chart.DIRECTORY.toString(),
        "--namespace=" + Chart.NAMESPACE,
        "--values=" + values,
        // The namespace of the agents is still being removed where nobody runs the controllers.
        "--set=agent.namespace=agents-again");

    assertThat(kubectl.run("get", "crd", NETWORKS, "--output=jsonpath={.spec.names.shortNames}"))
        .isEqualTo("[\"hsmn\"]");
    assertThat(kubectl.run("get", "hsmn", "kept", "--output=name")).contains("kept");
  }

  private static List<JsonNode> rendered() {
    return new Helm().render(Chart.LEAST);
  }

  /** The pod that a workload would make; its account is one that is there. */
  private static ObjectNode pod(JsonNode workload, String namespace, String account) {
    ObjectNode pod = workload.at("/spec/template").deepCopy();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    pod.withObject("/metadata").put("name", "subject").put("namespace", namespace);
    pod.withObject("/spec").put("serviceAccountName", account);
    return pod;
  }
}
