package io.mirrornet.e2e.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.RequiresPrograms;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the values make of the chart. */
@RequiresPrograms(Program.HELM)
class RenderedChartIT {

  private final Helm helm = new Helm();

  @Nested
  class TheOperator {

    @Test
    void knowsItsPlaceItsInstallationAndItsAgents() {
      JsonNode container = container(helm.render(Chart.LEAST));

      assertThat(environment(container))
          .containsEntry("POD_NAMESPACE", "metadata.namespace")
          .containsEntry("POD_NAME", "metadata.name")
          .containsEntry("NODE_NAME", "spec.nodeName")
          .containsEntry("MIRRORNET_INSTALLATION", "mirrornet")
          .containsEntry("MIRRORNET_LISTEN", "0.0.0.0:8080")
          .containsEntry("MIRRORNET_AGENT_NAMESPACE", Chart.AGENT_NAMESPACE)
          .containsEntry("MIRRORNET_AGENT_MANIFEST", "mirrornet-agent")
          .doesNotContainKeys(
              "MIRRORNET_RESOURCE_GROUPS",
              "MIRRORNET_CA_BUNDLE",
              "MIRRORNET_AZURE_SECRET_FILE",
              "MIRRORNET_AZURE_RESOURCE_MANAGER",
              "HTTPS_PROXY",
              "NO_PROXY");
    }

    @Test
    void carriesTheChecksumOfTheAgentsManifestAndNoOther() throws NoSuchAlgorithmException {
      String values =
          Chart.LEAST
              + """
              agent:
                environment: {MIRRORNET_PROTECTED: "10.0.0.4", ODD: "two\\nlines: {x}"}
              image: {pullSecrets: [{name: registry}]}
              """;
      List<JsonNode> objects = helm.render(values);
      String manifest =
          Helm.object(objects, "ConfigMap", "mirrornet-agent").at("/data/daemonset.yaml").asText();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(manifest.getBytes(UTF_8));

      assertThat(environment(container(objects)))
          .containsEntry("MIRRORNET_AGENT_MANIFEST_SHA256", HexFormat.of().formatHex(digest));
    }

    @Test
    void isToldMoreByItsValues() {
      Map<String, String> environment =
          environment(
              container(
                  helm.render(
                      Chart.LEAST
                          + """
                          operator:
                            logLevel: DEBUG
                            environment: {JDK_JAVA_OPTIONS: "-Xmx128m -Da=b"}
                          """)));

      assertThat(environment)
          .containsEntry("MIRRORNET_LOG_LEVEL", "DEBUG")
          .containsEntry("JDK_JAVA_OPTIONS", "-Xmx128m -Da=b");
    }

    @Test
    void isAllowedTheNamedResourceGroupsAlone() {
      List<JsonNode> objects =
          helm.render(
              Chart.LEAST
                  + """
                    resourceGroups:
                      - {subscription: 33333333-3333-4333-8333-333333333333, name: rg-hs}
                      - {subscription: 33333333-3333-4333-8333-333333333333, name: rg-hub}
                  """);

      assertThat(environment(container(objects)))
          .containsEntry(
              "MIRRORNET_RESOURCE_GROUPS",
              "33333333-3333-4333-8333-333333333333/rg-hs,"
                  + "33333333-3333-4333-8333-333333333333/rg-hub");
    }

    @Test
    void logsInByAFederatedTokenWithoutAnyWebhook() {
      JsonNode deployment = operator(helm.render(Chart.LEAST));

      assertThat(environment(container(deployment)))
          .containsEntry("MIRRORNET_AZURE_CREDENTIAL", "WorkloadIdentity")
          .containsEntry("AZURE_TENANT_ID", "11111111-1111-4111-8111-111111111111")
          .containsEntry("AZURE_CLIENT_ID", "22222222-2222-4222-8222-222222222222")
          .containsEntry(
              "AZURE_FEDERATED_TOKEN_FILE", mountPath(deployment, "azure-identity") + "/token");
      assertThat(
              volume(deployment, "azure-identity").at("/projected/sources/0/serviceAccountToken"))
          .hasToString(
              """
              {"path":"token","audience":"api://AzureADTokenExchange","expirationSeconds":3600}\
              """);
    }

    @ParameterizedTest
    @CsvSource({
      "AzurePublicCloud, api://AzureADTokenExchange",
      "AzureUSGovernmentCloud, api://AzureADTokenExchangeUSGov",
      "AzureChinaCloud, api://AzureADTokenExchangeChina"
    })
    void namesItsCloudAndTheAudienceThatItsDirectoryExpects(String cloud, String audience) {
      JsonNode deployment = operator(helm.render(Chart.LEAST + "  cloud: " + cloud));

      assertThat(environment(container(deployment))).containsEntry("MIRRORNET_AZURE_CLOUD", cloud);
      assertThat(
              volume(deployment, "azure-identity")
                  .at("/projected/sources/0/serviceAccountToken/audience")
                  .asText())
          .isEqualTo(audience);
    }

    @Test
    void goesToACloudOfItsOwnByThreeAddresses() {
      List<JsonNode> objects =
          helm.render(
              Chart.LEAST
                  + """
                    cloud: Custom
                    custom:
                      resourceManager: https://arm.example
                      authority: https://login.example
                      audience: https://management.example/
                  """);

      assertThat(environment(container(objects)))
          .containsEntry("MIRRORNET_AZURE_RESOURCE_MANAGER", "https://arm.example")
          .containsEntry("MIRRORNET_AZURE_AUTHORITY", "https://login.example")
          .containsEntry("MIRRORNET_AZURE_AUDIENCE", "https://management.example/");
    }

    @Test
    void logsInByTheMachinesIdentityWithoutTenantOrVolume() {
      JsonNode deployment = operator(helm.render("azure: {credential: ManagedIdentity}"));

      assertThat(environment(container(deployment)))
          .containsEntry("MIRRORNET_AZURE_CREDENTIAL", "ManagedIdentity")
          .doesNotContainKeys("AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_FEDERATED_TOKEN_FILE");
      assertThat(volumes(deployment)).containsExactly("api-access", "tmp");
    }

    @ParameterizedTest
    @CsvSource({"ClientSecret", "ClientCertificate"})
    void readsAnExistingSecretAsAFile(String credential) {
      JsonNode deployment =
          operator(
              helm.render(
                  Chart.LEAST
                      + "  credential: %s\n  secret: {name: azure, key: own-key}\n"
                          .formatted(credential)));

      assertThat(environment(container(deployment)))
          .containsEntry("MIRRORNET_AZURE_CREDENTIAL", credential)
          .containsEntry(
              "MIRRORNET_AZURE_SECRET_FILE", mountPath(deployment, "azure-secret") + "/value")
          .doesNotContainKey("AZURE_FEDERATED_TOKEN_FILE");
      assertThat(volume(deployment, "azure-secret").path("secret"))
          .hasToString(
              """
              {"secretName":"azure","defaultMode":288,"items":[{"key":"own-key","path":"value"}]}\
              """);
    }

    @Test
    void trustsAndGoesThroughAProxyButNotToTheApiServer() {
      List<JsonNode> objects =
          helm.render(
              Chart.LEAST
                  + """
                    caBundle: |
                      -----BEGIN CERTIFICATE-----
                      MIIB
                      -----END CERTIFICATE-----
                    proxy: {https: "http://proxy.example:3128", "no": ".example"}
                  """);
      JsonNode deployment = operator(objects);

      assertThat(environment(container(deployment)))
          .containsEntry("HTTPS_PROXY", "http://proxy.example:3128")
          .containsEntry("NO_PROXY", ".example,$(KUBERNETES_SERVICE_HOST)")
          .containsEntry("MIRRORNET_CA_BUNDLE", mountPath(deployment, "authorities") + "/ca.pem");
      assertThat(
              Helm.object(objects, "ConfigMap", "mirrornet-operator-authorities")
                  .at("/data/ca.pem")
                  .asText())
          .startsWith("-----BEGIN CERTIFICATE-----\nMIIB");
    }

    @Test
    void isARollingPairThatSurvivesTheDrainOfANode() {
      List<JsonNode> objects = helm.render(Chart.LEAST);

      assertThat(operator(objects).at("/spec/replicas").asInt()).isEqualTo(2);
      assertThat(
              Helm.object(objects, "PodDisruptionBudget", "mirrornet-operator")
                  .at("/spec/maxUnavailable")
                  .asInt())
          .isEqualTo(1);
    }

    @Test
    void isPlacedAsTheValuesSay() {
      JsonNode pod =
          operator(
                  helm.render(
                      Chart.LEAST
                          + """
                          operator:
                            nodeSelector: {role: management}
                            tolerations: [{key: management, operator: Exists}]
                            priorityClassName: system-cluster-critical
                            affinity: {nodeAffinity: {}}
                          """))
              .at("/spec/template/spec");

      assertThat(pod.at("/nodeSelector/role").asText()).isEqualTo("management");
      assertThat(pod.at("/tolerations/0/key").asText()).isEqualTo("management");
      assertThat(pod.path("priorityClassName").asText()).isEqualTo("system-cluster-critical");
      assertThat(pod.path("affinity")).hasToString("{\"nodeAffinity\":{}}");
    }
  }

  @Nested
  class Images {

    @Test
    void areThoseOfTheChartsVersion() {
      List<JsonNode> objects = helm.render(Chart.LEAST);
      String version =
          Helm.documents(Chart.read("helm/mirrornet/Chart.yaml"))
              .getFirst()
              .path("appVersion")
              .asText();

      assertThat(images(objects))
          .containsExactlyInAnyOrder(
              "mirrornet.io/operator:" + version, "mirrornet.io/agent:" + version);
    }

    @Test
    void areNamedByDigestWhereOneIsGiven() {
      String digest = "sha256:" + "0123456789abcdef".repeat(4);
      List<JsonNode> objects =
          helm.render(
              Chart.LEAST
                  + """
                  image:
                    operator: {repository: registry.example/m/operator, digest: "%1$s"}
                    agent: {repository: registry.example/m/agent, tag: ignored, digest: "%1$s"}
                    pullPolicy: Always
                    pullSecrets: [{name: login}]
                  """
                      .formatted(digest));

      assertThat(images(objects))
          .containsExactlyInAnyOrder(
              "registry.example/m/operator@" + digest, "registry.example/m/agent@" + digest);
      assertThat(pods(objects))
          .allSatisfy(
              pod -> assertThat(pod.at("/imagePullSecrets/0/name").asText()).isEqualTo("login"))
          .allSatisfy(pod ->
              assertThat(pod.at("/containers/0/imagePullPolicy").asText()).isEqualTo("Always"));
    }
  }

  @Nested
  class TheAgent {

    @Test
    void hasTheNetworkOfItsHostAndNoOtherPower() {
      JsonNode pod = agent(helm.render(Chart.LEAST)).at("/spec/template/spec");

      assertThat(pod.path("hostNetwork").asBoolean()).isTrue();
      assertThat(pod.path("priorityClassName").asText()).isEqualTo("system-node-critical");
      assertThat(pod.path("tolerations")).hasToString("[{\"operator\":\"Exists\"}]");
      assertThat(pod.at("/containers/0/securityContext"))
          .hasToString(
              """
              {"runAsUser":0,"runAsGroup":0,"privileged":false,"allowPrivilegeEscalation":false,\
              "readOnlyRootFilesystem":true,"capabilities":{"drop":["ALL"],"add":["NET_ADMIN"]}}\
              """);
      assertThat(volumes(agent(helm.render(Chart.LEAST)))).containsExactly("api-access", "tmp");
    }

    @Test
    void isTunedByItsEnvironmentAndProbedWhereItListens() {
      JsonNode container =
          agent(
                  helm.render(
                      Chart.LEAST
                          + """
                          agent:
                            namespace: agents
                            environment: {MIRRORNET_LISTEN: "127.0.0.1:19447", MIRRORNET_TABLE: "5"}
                          """))
              .at("/spec/template/spec/containers/0");

      assertThat(environment(container))
          .containsEntry("NODE_NAME", "spec.nodeName")
          .containsEntry("MIRRORNET_LOG_LEVEL", "INFO")
          .containsEntry("MIRRORNET_TABLE", "5");
      assertThat(container.at("/readinessProbe/httpGet"))
          .hasToString("{\"host\":\"127.0.0.1\",\"port\":19447,\"path\":\"/readyz\"}");
    }

    @Test
    void hasItsOwnNamespaceUnlessThatIsThereAlready() {
      List<JsonNode> made = helm.render(Chart.LEAST);
      List<JsonNode> given =
          helm.render(Chart.LEAST + "agent: {namespace: agents, createNamespace: false}");

      assertThat(
              Helm.object(made, "Namespace", Chart.AGENT_NAMESPACE)
                  .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                  .asText())
          .isEqualTo("privileged");
      assertThat(given).noneMatch(object -> object.path("kind").asText().equals("Namespace"));
      assertThat(
              Helm.object(given, "ConfigMap", "mirrornet-agent").at("/metadata/namespace").asText())
          .isEqualTo("agents");
    }
  }

  @Test
  void everyPodBringsItsOwnTokenAndCannotWriteItsRoot() {
    assertThat(pods(helm.render(Chart.LEAST)))
        .hasSize(4)
        .allSatisfy(
            pod -> assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse())
        .allSatisfy(pod ->
            assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                .isEqualTo("RuntimeDefault"))
        .allSatisfy(pod ->
            assertThat(pod.at("/containers/0/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue())
        .allSatisfy(
            pod -> assertThat(pod.at("/containers/0/resources/limits").has("memory")).isTrue());
  }

  @Test
  void namesOfDigitsStayNames() {
    List<JsonNode> objects =
        helm.render(
            Chart.LEAST
                + """
                installation: "12"
                agent: {namespace: "34"}
                operator: {priorityClassName: "56"}
                approvers: [{kind: ServiceAccount, name: "78", namespace: "90"}]
                """);

    assertThat(Helm.object(objects, "Namespace", "34").at("/metadata/name").isTextual()).isTrue();
    assertThat(agent(objects).at("/metadata/namespace").isTextual()).isTrue();
    assertThat(operator(objects).at("/spec/template/spec/priorityClassName").isTextual()).isTrue();
    assertThat(environment(container(objects))).containsEntry("MIRRORNET_INSTALLATION", "12");
    JsonNode subject =
        Helm.object(objects, "ClusterRoleBinding", "mirrornet-approver").at("/subjects/0");
    assertThat(subject.path("name").isTextual()).isTrue();
    assertThat(subject.path("namespace").isTextual()).isTrue();
  }

  @Test
  void noRuleHasAWildcard() {
    assertThat(helm.render(Chart.LEAST).stream().flatMap(object -> stream(object.path("rules"))))
        .isNotEmpty()
        .noneSatisfy(rule -> assertThat(rule.toString()).contains("\"*\""));
  }

  @Test
  void approversAreBoundAsTheyAreNamed() {
    List<JsonNode> objects =
        helm.render(
            Chart.LEAST
                + """
                approvers:
                  - {kind: Group, name: dbas}
                  - {kind: ServiceAccount, name: pipeline, namespace: ci}
                """);

    assertThat(Helm.object(objects, "ClusterRoleBinding", "mirrornet-approver").path("subjects"))
        .hasToString(
            """
            [{"kind":"Group","name":"dbas","apiGroup":"rbac.authorization.k8s.io"},\
            {"kind":"ServiceAccount","name":"pipeline","namespace":"ci"}]\
            """);
    assertThat(helm.render(Chart.LEAST))
        .noneMatch(object ->
            object.at("/metadata/name").asText().equals("mirrornet-approver")
                && object.path("kind").asText().equals("ClusterRoleBinding"));
  }

  private static JsonNode operator(List<JsonNode> objects) {
    return Helm.object(objects, "Deployment", "mirrornet-operator");
  }

  private static JsonNode agent(List<JsonNode> objects) {
    JsonNode map = Helm.object(objects, "ConfigMap", "mirrornet-agent");
    return Helm.documents(map.at("/data/daemonset.yaml").asText()).getFirst();
  }

  private static JsonNode container(List<JsonNode> objects) {
    return container(operator(objects));
  }

  private static JsonNode container(JsonNode workload) {
    return workload.at("/spec/template/spec/containers/0");
  }

  /** Name and value, or the field that the value comes from. */
  private static Map<String, String> environment(JsonNode container) {
    Map<String, String> environment = new TreeMap<>();
    for (JsonNode variable : container.path("env")) {
      environment.put(
          variable.path("name").asText(),
          variable.path("value").asText(variable.at("/valueFrom/fieldRef/fieldPath").asText()));
    }
    return environment;
  }

  private static List<JsonNode> pods(List<JsonNode> objects) {
    return Stream.concat(objects.stream(), Stream.of(agent(objects)))
        .map(object -> object.at("/spec/template/spec"))
        .filter(JsonNode::isObject)
        .toList();
  }

  private static List<String> images(List<JsonNode> objects) {
    return pods(objects).stream()
        .map(pod -> pod.at("/containers/0/image").asText())
        .distinct()
        .toList();
  }

  private static JsonNode volume(JsonNode workload, String name) {
    return named(workload.at("/spec/template/spec/volumes"), name);
  }

  private static List<String> volumes(JsonNode workload) {
    return stream(workload.at("/spec/template/spec/volumes"))
        .map(volume -> volume.path("name").asText())
        .toList();
  }

  private static String mountPath(JsonNode workload, String name) {
    return named(container(workload).path("volumeMounts"), name).path("mountPath").asText();
  }

  private static JsonNode named(JsonNode list, String name) {
    return stream(list)
        .filter(each -> each.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + list));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
