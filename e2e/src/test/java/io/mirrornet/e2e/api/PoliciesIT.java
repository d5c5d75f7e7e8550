package io.mirrornet.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mirrornet.lab.kubernetes.Kubectl;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.RequiresPrograms;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Who may write what beyond RBAC. Everybody here has every right that RBAC can give, so that it is
 * the policies that refuse.
 */
@RequiresPrograms({Program.ETCD, Program.KUBE_APISERVER, Program.KUBECTL})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoliciesIT {

  private static final String OPERATOR =
      "system:serviceaccount:mirrornet-system:mirrornet-operator";
  private static final String AGENT = "system:serviceaccount:mirrornet-agent:mirrornet-agent";
  private static final String ALL_RIGHTS = "system:masters";

  private ApiServer server;
  private ApiClient operator;
  private ApiClient jane;
  private int made;

  @BeforeAll
  void install() {
    server = ApiServer.start();
    operator = server.client(OPERATOR, ALL_RIGHTS);
    jane = server.client("jane", ALL_RIGHTS);
    Kubectl kubectl = server.kubectl();
    kubectl.apply(
        Shipped.policies(Map.of("mirrornet.operatorUser", OPERATOR, "mirrornet.agentUser", AGENT)));
    kubectl.apply(Documents.text("agents.yaml"));
    // Policies work a moment after they were written; each has something that it refuses.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          ObjectNode disruption = base("hostdisruption.yaml", "probe");
          assertThat(jane.dryCreate(disruption).message()).contains("proposed by the operator");
          assertThat(operator.dryCreate(approvedBy(disruption, "jane")).message())
              .contains("spec.approval.by");
          assertThat(
                  server
                      .client(AGENT, ALL_RIGHTS)
                      .dryCreate(base("mirrorhostroute.yaml", "probe"))
                      .message())
              .contains("an agent writes");
          assertThat(jane.dryCreate(base("mirrorhostroute.yaml", "probe")).message())
              .contains("by the operator alone");
        });
  }

  @AfterAll
  void close() {
    server.close();
  }

  @Nested
  class AnApproval {

    @Test
    void isTakenFromWhoGivesItUnderTheOwnName() {
      ObjectNode disruption = proposed();

      Answer answer = jane.replace(approvedBy(disruption, "jane"));

      assertThat(answer.accepted()).as(answer.message()).isTrue();
    }

    @Test
    void underAnothersNameIsRefusedWithTheNameToWrite() {
      ObjectNode disruption = proposed();

      Answer answer = jane.replace(approvedBy(disruption, "joe"));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message())
          .contains("spec.approval.by must be the name of who approves, which is jane");
    }

    @Test
    void byTheOperatorIsRefused() {
      ObjectNode disruption = proposed();

      Answer answer = operator.replace(approvedBy(disruption, OPERATOR));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message()).contains("an approval or an abandonment is a person's to give");
    }

    @Test
    void thatIsThereStaysWhenAnotherWritesTheRest() {
      ObjectNode approved = reread(jane.replace(approvedBy(proposed(), "jane")));
      approved.withObject("/metadata").putObject("annotations").put("note", "by the operator");

      Answer answer = operator.replace(approved);

      assertThat(answer.accepted()).as(answer.message()).isTrue();
      assertThat(answer.body().at("/spec/approval/by").asText()).isEqualTo("jane");
    }
  }

  @Nested
  class AnAbandonment {

    @Test
    void isTakenFromWhoTakesTheHostOver() {
      Answer answer = jane.replace(abandonedBy(proposed(), "jane"));

      assertThat(answer.accepted()).as(answer.message()).isTrue();
    }

    @Test
    void underAnothersNameIsRefused() {
      Answer answer = jane.replace(abandonedBy(proposed(), "joe"));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message())
          .contains("spec.abandon.by must be the name of who takes the host over, which is jane");
    }

    @Test
    void byTheOperatorIsRefused() {
      Answer answer = operator.replace(abandonedBy(proposed(), OPERATOR));

      assertThat(answer.status()).isEqualTo(403);
    }
  }

  @Nested
  class TheRecordOfADisruption {

    @Test
    void isOpenedByTheOperatorAlone() {
      Answer answer = jane.create(base("hostdisruption.yaml", "mine"));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message()).contains("disruptions are proposed by the operator alone");
    }

    @Test
    void isWrittenByTheOperatorAlone() {
      Answer answer = jane.replaceStatus(inPhase(proposed(), "Done"));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message()).contains("the status of a disruption is the operator's record");
    }

    @Test
    void isNotDeletedWhileTheHostMayBeDown() {
      ObjectNode open = reread(operator.replaceStatus(inPhase(proposed(), "Open")));

      Answer answer = jane.delete(open);

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message()).contains("this disruption is open and its host may be down");
    }

    @Test
    void keepsTheOperatorsFinalizerWhileTheHostMayBeDown() {
      ObjectNode open = reread(operator.replaceStatus(inPhase(reread(held()), "Open")));

      Answer answer = jane.replace(withFinalizers(open));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message()).contains("this disruption is open and its host may be down");
    }

    @Test
    void losesTheFinalizerByAnybodyOnceItIsOver() {
      ObjectNode done = reread(operator.replaceStatus(inPhase(reread(held()), "Done")));

      Answer answer = jane.replace(withFinalizers(done));

      assertThat(answer.accepted()).as(answer.message()).isTrue();
    }

    @Test
    void isHeldAndReleasedByTheOperatorAtAnyTime() {
      ObjectNode open = reread(operator.replaceStatus(inPhase(reread(held()), "Open")));

      Answer answer = operator.replace(withFinalizers(open));

      assertThat(answer.accepted()).as(answer.message()).isTrue();
    }

    @Test
    void isNotGivenAnOwnerThatTakesItAway() {
      ObjectNode done = reread(operator.replaceStatus(inPhase(proposed(), "Done")));
      done.withObject("/metadata")
          .putArray("ownerReferences")
          .add(
              Documents.read(
                  "{apiVersion: v1, kind: ConfigMap, name: none, uid:"
                      + " 55555555-5555-4555-8555-555555555555}"));

      Answer answer = jane.replace(done);

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message()).contains("the owners and labels of a disruption stay");
    }

    @Test
    void isNotKeptForEverByAnothersFinalizer() {
      Answer answer = jane.replace(withFinalizers(proposed(), "jane.example/keep"));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message()).contains("finalizers are not added");
    }

    @Test
    void keepsTheLabelsThatItWasGiven() {
      ObjectNode disruption = proposed();
      disruption.withObject("/metadata").putObject("labels").put("mirrornet.io/network", "other");

      Answer answer = jane.replace(disruption);

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message()).contains("the owners and labels of a disruption stay");
    }

    @Test
    void isNotChangedByTheOperatorOnceItWasProposed() {
      ObjectNode approved = reread(jane.replace(approvedBy(proposed(), "jane")));

      Answer answer =
          operator.replace(Documents.withSpec(approved, Documents.read("approval: null")));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message())
          .contains("the operator writes the spec of a disruption once, when it proposes it");
    }

    @Test
    void isDeletedByWhoTookTheHostOver() {
      ObjectNode open = reread(operator.replaceStatus(inPhase(proposed(), "Restoring")));
      ObjectNode abandoned = reread(jane.replace(abandonedBy(open, "jane")));

      Answer answer = jane.delete(abandoned);

      assertThat(answer.accepted()).as(answer.message()).isTrue();
    }

    @Test
    void isDeletedByAnybodyOnceItIsOver() {
      ObjectNode done = reread(operator.replaceStatus(inPhase(proposed(), "Done")));

      Answer answer = jane.delete(done);

      assertThat(answer.accepted()).as(answer.message()).isTrue();
    }

    @Test
    void isDeletedByAnybodyBeforeItWasLookedAt() {
      Answer answer = jane.delete(proposed());

      assertThat(answer.accepted()).as(answer.message()).isTrue();
    }
  }

  @Nested
  class AHostRoute {

    private final ApiClient collector =
        server.client("system:serviceaccount:kube-system:generic-garbage-collector", ALL_RIGHTS);

    @Test
    void isMadeByTheOperatorAlone() {
      Answer answer = jane.create(base("mirrorhostroute.yaml", "mine"));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message())
          .contains("host routes are made, changed and deleted by the operator alone");
    }

    @Test
    void isChangedByTheOperatorAlone() {
      ObjectNode route = hostRouteOf("hs-vm-a");
      route.withObject("/spec").put("evidenceRequest", "forged");

      assertThat(jane.replace(route).status()).isEqualTo(403);
      assertThat(collector.replace(route).status()).isEqualTo(403);
      Answer answer = operator.replace(route);
      assertThat(answer.accepted()).as(answer.message()).isTrue();
    }

    @Test
    void isDeletedByTheOperator() {
      ObjectNode route = hostRouteOf("hs-vm-a");

      assertThat(jane.delete(route).status()).isEqualTo(403);
      Answer answer = operator.delete(route);
      assertThat(answer.accepted()).as(answer.message()).isTrue();
    }

    @Test
    void goesWithItsNetwork() {
      Answer answer = collector.delete(hostRouteOf("hs-vm-a"));

      assertThat(answer.accepted()).as(answer.message()).isTrue();
    }

    @Test
    void goesWithItsNamespace() {
      ApiClient controller =
          server.client("system:serviceaccount:kube-system:namespace-controller", ALL_RIGHTS);

      Answer answer = controller.delete(hostRouteOf("hs-vm-a"));

      assertThat(answer.accepted()).as(answer.message()).isTrue();
    }

    @Test
    void outlivesItsNetworkWhereThatIsAskedFor() {
      ObjectNode route = hostRouteOf("hs-vm-a");
      route.withObject("/metadata").putObject("labels").put("note", "orphaned");

      Answer answer = collector.replace(route);

      assertThat(answer.accepted()).as(answer.message()).isTrue();
    }

    @Test
    void isNoEvidenceFromAnybodyButTheAgent() {
      ObjectNode route = reported(hostRouteOf("hs-vm-a"));

      assertThat(operator.replaceStatus(route).status()).isEqualTo(403);
      Answer answer = jane.replaceStatus(route);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message())
          .contains("the status of a host route is what the agent of its node saw");
    }
  }

  @Nested
  class AnAgent {

    private final ApiClient onA = server.clientWithToken(tokenOf("agent-a"));

    @Test
    void writesTheStatusOfItsOwnNodesHostRoute() {
      Answer answer = onA.replaceStatus(reported(hostRouteOf("hs-vm-a")));

      assertThat(answer.accepted()).as(answer.message()).isTrue();
    }

    @Test
    void isRefusedAnothersNodesHostRouteByName() {
      Answer answer = onA.replaceStatus(reported(hostRouteOf("hs-vm-b")));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message())
          .contains(
              "an agent writes the host routes of its own node: this one is of hs-vm-b, and the"
                  + " token of hs-vm-a");
    }

    @Test
    void isRefusedTheSpecOfItsOwnNodesHostRoute() {
      ObjectNode route = hostRouteOf("hs-vm-a");
      route.withObject("/spec").put("evidenceRequest", "forged");

      Answer answer = onA.replace(route);

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message())
          .contains("an agent writes the status of host routes and nothing else");
    }

    @Test
    void isRefusedToDeleteItsOwnNodesHostRoute() {
      Answer answer = onA.delete(hostRouteOf("hs-vm-a"));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message())
          .contains("an agent writes the status of host routes and nothing else");
    }

    @Test
    void isRefusedTheOtherKinds() {
      Answer answer = onA.create(base("healthsharemirrornetwork.yaml", "by-an-agent"));

      assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void withATokenThatNamesNoNodeIsRefused() {
      String unbound =
          server.kubectl().run("create", "token", "mirrornet-agent", "-n", "mirrornet-agent");

      Answer answer =
          server.clientWithToken(unbound.strip()).replaceStatus(reported(hostRouteOf("hs-vm-a")));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.message()).contains("the agent's token names no node");
    }

    private String tokenOf(String pod) {
      return server
          .kubectl()
          .run(
              "create",
              "token",
              "mirrornet-agent",
              "-n",
              "mirrornet-agent",
              "--bound-object-kind=Pod",
              "--bound-object-name=" + pod)
          .strip();
    }
  }

  private ObjectNode proposed() {
    return reread(operator.create(base("hostdisruption.yaml", "proposed")));
  }

  private Answer held() {
    return operator.replace(withFinalizers(proposed(), "mirrornet.io/cleanup"));
  }

  private ObjectNode hostRouteOf(String node) {
    ObjectNode route = base("mirrorhostroute.yaml", node);
    route.withObject("/spec").put("nodeName", node);
    return reread(operator.create(route));
  }

  private ObjectNode base(String file, String name) {
    made++;
    return Documents.named(
        (ObjectNode) Documents.resource(file).path("base"), "%s-%d".formatted(name, made));
  }

  private static ObjectNode reread(Answer answer) {
    assertThat(answer.accepted()).as(answer.message()).isTrue();
    return (ObjectNode) answer.body();
  }

  private static ObjectNode reported(ObjectNode route) {
    route.putObject("status").put("interfaceName", "eth1");
    return route;
  }

  private static ObjectNode inPhase(ObjectNode disruption, String phase) {
    disruption.putObject("status").put("phase", phase);
    return disruption;
  }

  private static ObjectNode withFinalizers(ObjectNode disruption, String... finalizers) {
    ArrayNode all = disruption.withObject("/metadata").putArray("finalizers");
    Stream.of(finalizers).forEach(all::add);
    return disruption;
  }

  private static ObjectNode approvedBy(ObjectNode disruption, String who) {
    return Documents.withSpec(
        disruption,
        Documents.read(
            "approval: {by: \"%s\", notAfter: \"2030-01-01T00:00:00Z\"}".formatted(who)));
  }

  private static ObjectNode abandonedBy(ObjectNode disruption, String who) {
    return Documents.withSpec(
        disruption, Documents.read("abandon: {by: \"%s\", reason: for a test}".formatted(who)));
  }
}
