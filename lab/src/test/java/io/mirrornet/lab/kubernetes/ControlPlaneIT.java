package io.mirrornet.lab.kubernetes;

import static io.mirrornet.lab.programs.Program.ETCD;
import static io.mirrornet.lab.programs.Program.KUBECTL;
import static io.mirrornet.lab.programs.Program.KUBE_APISERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mirrornet.lab.programs.Programs;
import io.mirrornet.lab.programs.RequiresPrograms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RequiresPrograms({ETCD, KUBE_APISERVER, KUBECTL})
class ControlPlaneIT {

  private static final List<String> CREATE = List.of("create", "--filename=-");

  private static ControlPlane plane;

  @BeforeAll
  static void start() {
    plane =
        ControlPlane.start(Programs.ofUser(), new Site.Loopback(), ControlPlane.Extent.API_SERVER);
  }

  @AfterAll
  static void close() {
    plane.close();
  }

  @Test
  void itKnowsThePinnedVersionAndStartsInSeconds() {
    assertThat(plane.kubectl().run("get", "--raw=/version"))
        .contains("\"major\": \"1\"", "\"minor\": \"36\"", "\"gitVersion\": \"v1.36.");
    assertThat(plane.startup()).isPositive().isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void objectsAreMadeReadAndDeleted() {
    Kubectl kubectl = plane.kubectl();

    kubectl.apply(
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: healthshare, labels: {tier: ucr}}
        """);

    assertThat(
            kubectl.run(
                "get", "namespace", "healthshare", "--output=jsonpath={.metadata.labels.tier}"))
        .isEqualTo("ucr");
    kubectl.run("delete", "namespace", "healthshare", "--wait=false");
    assertThat(kubectl.run("get", "namespace", "healthshare", "--output=jsonpath={.status.phase}"))
        .isEqualTo("Terminating");
  }

  @Test
  void aUserWithoutARoleMayDoNothing() {
    Kubectl stranger = plane.kubectl(plane.kubeconfig("stranger", "visitors"));

    Kubectl.Result result = stranger.attempt("get", "nodes");

    assertThat(result.succeeded()).isFalse();
    assertThat(result.errors()).contains("User \"stranger\" cannot list resource \"nodes\"");
  }

  @Test
  void aUserMayDoWhatTheGroupMay() {
    Kubectl kubectl = plane.kubectl();
    kubectl.run("create", "clusterrole", "auditor", "--verb=list", "--resource=configmaps");
    kubectl.run(
        "create", "clusterrolebinding", "auditor", "--clusterrole=auditor", "--group=auditors");

    Kubectl auditor = plane.kubectl(plane.kubeconfig("jane", "auditors"));

    // The server learns of a new role by watching itself.
    await()
        .until(
            () -> auditor.attempt("auth", "can-i", "list", "configmaps").output().equals("yes\n"));
    assertThat(auditor.attempt("auth", "can-i", "create", "configmaps").output()).isEqualTo("no\n");
  }

  @Test
  void aNodeMayWriteItsOwnNodeObjectAndNoOther() {
    Kubectl node = plane.kubectl(plane.kubeconfig("system:node:hs-vm-a", "system:nodes"));

    Kubectl.Result own = node.attempt(node("hs-vm-a"), CREATE);
    Kubectl.Result other = node.attempt(node("hs-vm-b"), CREATE);

    assertThat(own.output()).isEqualTo("node/hs-vm-a created\n");
    assertThat(other.errors())
        .contains("node \"hs-vm-a\" is not allowed to modify node \"hs-vm-b\"");
  }

  @Test
  void aTokenOfAServiceAccountIsSignedByTheLabAndAcceptedByIt() {
    Kubectl kubectl = plane.kubectl();
    kubectl.run("create", "serviceaccount", "agent");

    String token = kubectl.run("create", "token", "agent").strip();

    Kubectl.Result review =
        kubectl.attempt(
            """
            apiVersion: authentication.k8s.io/v1
            kind: TokenReview
            spec: {token: "%s"}
            """
                .formatted(token),
            List.of("create", "--filename=-", "--output=jsonpath={.status.user.username}"));
    assertThat(review.output()).isEqualTo("system:serviceaccount:default:agent");
  }

  @Test
  void whatTheServerRefusesFailsWithItsWords() {
    assertThatThrownBy(() -> plane.kubectl().run("get", "namespace", "nowhere"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("namespaces \"nowhere\" not found");
  }

  @Test
  void twoRunAtOnceAndTrustNothingOfEachOther() {
    try (ControlPlane other =
        ControlPlane.start(
            Programs.ofUser(), new Site.Loopback(), ControlPlane.Extent.API_SERVER)) {
      Kubeconfig confused =
          new Kubeconfig(other.server(), plane.kubeconfig("lab", "system:masters").identity());

      other.kubectl().run("create", "namespace", "elsewhere");

      assertThat(plane.kubectl().attempt("get", "namespace", "elsewhere").errors())
          .contains("namespaces \"elsewhere\" not found");
      assertThat(plane.kubectl(confused).attempt("get", "namespaces").errors())
          .contains("certificate signed by unknown authority");
    }
  }

  private static String node(String name) {
    return """
    apiVersion: v1
    kind: Node
    metadata: {name: %s}
    """
        .formatted(name);
  }
}
