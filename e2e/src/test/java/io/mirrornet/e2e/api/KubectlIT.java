package io.mirrornet.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mirrornet.lab.kubernetes.Kubectl;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees of the three kinds in a terminal. */
@OnApiServer
class KubectlIT {

  private static final String NAMESPACE = "healthshare";

  private final ApiServer server;
  private final Kubectl kubectl;

  KubectlIT(ApiServer server) {
    this.server = server;
    this.kubectl = server.kubectl();
  }

  @BeforeEach
  void namespace() {
    kubectl.apply(
        """
        {apiVersion: v1, kind: Namespace, metadata: {name: healthshare}}
        """);
  }

  @Test
  void theSampleIsAcceptedAndApplyingItAgainChangesNothing() {
    kubectl.apply(Shipped.sample());
    String once = resourceVersion();

    kubectl.apply(Shipped.sample());

    assertThat(resourceVersion()).isEqualTo(once);
  }

  @Test
  void whatASpecDoesNotSayIsShownAsItHolds() {
    kubectl.apply(
        """
        apiVersion: mirrornet.io/v1alpha1
        kind: HealthShareMirrorNetwork
        metadata: {name: least, namespace: healthshare}
        spec: {hosts: {nodeNames: [hs-vm-a]}}
        """);

    assertThat(kubectl.run("get", "hsmn", "least", "-n", NAMESPACE, "-o", "jsonpath={.spec}"))
        .isEqualTo(
            """
            {"hosts":{"nodeNames":["hs-vm-a"]},"loadBalancers":{},\
            "maintenance":{"drain":{"enabled":true,"timeout":"10m"},"hostTimeout":"30m"},\
            "mode":"Enforce","paused":false,"verification":{"interval":"5m","timeout":"2s"}}\
            """);
  }

  @Test
  void aNetworkAtAGlance() {
    report(
        """
        apiVersion: mirrornet.io/v1alpha1
        kind: HealthShareMirrorNetwork
        metadata: {name: glance, namespace: healthshare}
        spec: {hosts: {nodeNames: [hs-vm-a, hs-vm-b]}}
        status:
          summary: {hosts: 1/2, frontends: 2, reachable: 3/4}
          conditions:
            - {type: Stalled, status: "False", reason: AsExpected, message: "", lastTransitionTime: "2026-01-01T00:00:00Z"}
            - {type: Ready, status: "False", reason: WaitingForApproval, message: approve it, lastTransitionTime: "2026-01-01T00:00:00Z"}
        """);

    assertThat(table("hsmn", "glance"))
        .containsExactly(
            "NAME READY HOSTS FRONTENDS REACHABLE REASON AGE MESSAGE",
            "glance False 1/2 2 3/4 WaitingForApproval AGE approve it");
  }

  @Test
  void aHostRouteAtAGlance() {
    report(
        """
        apiVersion: mirrornet.io/v1alpha1
        kind: MirrorHostRoute
        metadata: {name: glance, namespace: healthshare}
        spec:
          nodeName: hs-vm-a
          nodeUid: 11111111-1111-4111-8111-111111111111
          vmId: 22222222-2222-4222-8222-222222222222
        status:
          interfaceName: eth1
          routes: 2/3
          provenLocal: true
          conditions:
            - {type: Ready, status: "True", reason: AsExpected, message: 2 of 2, lastTransitionTime: "2026-01-01T00:00:00Z"}
        """);

    assertThat(table("mhr", "glance"))
        .containsExactly(
            "NAME NODE READY INTERFACE ROUTES PROVEN REASON AGE MESSAGE",
            "glance hs-vm-a True eth1 2/3 true AsExpected AGE 2 of 2");
  }

  @Test
  void aDisruptionAtAGlance() {
    report(
        """
        apiVersion: mirrornet.io/v1alpha1
        kind: HostDisruption
        metadata: {name: glance, namespace: healthshare}
        spec:
          network: ucr-production
          host: hs-vm-a
          nodeUid: 11111111-1111-4111-8111-111111111111
          vmId: 22222222-2222-4222-8222-222222222222
          virtualMachine: /subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/hs-vm-a
          change: {before: [nic-1], after: [nic-1, nic-2]}
          approval: {by: jane, notAfter: "2030-01-01T00:00:00Z"}
        status: {phase: Approved, message: waits for its turn}
        """);

    assertThat(table("hd", "glance"))
        .containsExactly(
            "NAME NETWORK HOST PHASE APPROVED BY AGE MESSAGE",
            "glance ucr-production hs-vm-a Approved jane AGE waits for its turn");
  }

  @Test
  void anAgentFindsItsOwnHostRoutesByTheNameOfItsNode() {
    for (String node : List.of("node-1", "node-2")) {
      kubectl.apply(
          """
          apiVersion: mirrornet.io/v1alpha1
          kind: MirrorHostRoute
          metadata: {name: of-%1$s, namespace: healthshare}
          spec:
            nodeName: %1$s
            nodeUid: 11111111-1111-4111-8111-111111111111
            vmId: 22222222-2222-4222-8222-222222222222
          """
              .formatted(node));
    }

    assertThat(
            kubectl.run("get", "mhr", "-A", "--field-selector=spec.nodeName=node-2", "-o", "name"))
        .isEqualToIgnoringNewLines("mirrorhostroute.mirrornet.io/of-node-2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hsmn                           | gives each host a second network interface
          hsmn.spec.hosts.nodeSelector   | Not together with nodeNames
          hsmn.spec.maintenance.drain    | before it goes down
          hsmn.spec.mode                 | Default: Enforce
          hsmn.spec.mirrors.members      | A member that is missing here is not looked after
          hsmn.status.conditions.reason  | docs/reasons.md
          mhr                            | there is nothing in them for a person to write
          mhr.spec.interface.mac         | Example: 00:0d:3a:34:16:08
          mhr.status.routes              | Example: 2/2
          hd.status.message              | waited for now, with the next step
          hd                             | nothing is deallocated without that
          hd.spec.approval               | kubectl patch hd
          hd.spec.approval.by            | kubectl auth whoami
          hd.status.checks.name          | spec.approval.acknowledge
          """)
  void explainReadsAsAManual(String path, String words) {
    String manual = kubectl.run("explain", path).replaceAll("\\s+", " ");

    assertThat(manual).contains(words);
  }

  @ParameterizedTest
  @CsvSource({"hsmn", "mhr", "hd"})
  void noFieldIsLeftWithoutAWord(String kind) {
    assertThat(kubectl.run("explain", kind, "--recursive")).contains("spec\t<Object>");
    assertThat(kubectl.run("explain", kind)).doesNotContain("<empty>", "<no description>");
  }

  private void report(String yaml) {
    ObjectNode object = Documents.read(yaml);
    Answer made = server.administrator().create(object);
    assertThat(made.accepted()).as(made.message()).isTrue();
    Answer answer =
        server.administrator().replaceStatus(Documents.at(object, made.resourceVersion()));
    assertThat(answer.accepted()).as(answer.message()).isTrue();
  }

  /** Header and line, single blanks between, with the one thing that changes put out of sight. */
  private List<String> table(String kind, String name) {
    return kubectl
        .run("get", kind, name, "-n", NAMESPACE, "-o", "wide")
        .lines()
        .map(line -> line.strip().replaceAll("\\s+", " ").replaceFirst(" \\d+s ", " AGE "))
        .toList();
  }

  private String resourceVersion() {
    return kubectl.run(
        "get",
        "hsmn",
        "ucr-production",
        "-n",
        NAMESPACE,
        "-o",
        "jsonpath={.metadata.resourceVersion}");
  }
}
