package io.mirrornet.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.RequiresPrograms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that make no sense end before anything is installed, with the name of the value. */
@RequiresPrograms(Program.HELM)
class RefusedValuesIT {

  private static final String TENANT = "tenantId: 11111111-1111-4111-8111-111111111111";
  private static final String CLIENT = "clientId: 22222222-2222-4222-8222-222222222222";

  private final Helm helm = new Helm();

  @Test
  void theLeastThatHasToBeSaidIsEnough() {
    Helm.Result result = helm.lint(Chart.LEAST);

    assertThat(result.status()).as(result.output()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          azure: {}                                                                | /azure/tenantId
          azure: {TENANT}                                                          | /azure/clientId
          azure: {TENANT, clientId: somebody}                                      | /azure/clientId
          azure: {TENANT, CLIENT, cloud: AzureGermanCloud}                         | /azure/cloud
          azure: {TENANT, CLIENT, cloud: Custom}                                   | /azure/custom/resourceManager
          azure: {TENANT, CLIENT, custom: {authority: "https://login.example"}}    | /azure/custom/authority
          azure: {TENANT, CLIENT, credential: Password}                            | /azure/credential
          azure: {TENANT, CLIENT, credential: ClientSecret}                        | /azure/secret/name
          azure: {TENANT, CLIENT, credential: ClientCertificate, secret: {name: s}} | /azure/secret/key
          azure: {TENANT, CLIENT, secret: {name: s, key: k}}                       | /azure/secret/name
          azure: {TENANT, CLIENT, resourceGroups: [rg-hs]}                         | /azure/resourceGroups/0
          azure: {TENANT, CLIENT, resourceGroups: [{name: rg-hs}]}                 | subscription
          azure: {TENANT, CLIENT, caBundle: authority.pem}                         | /azure/caBundle
          azure: {TENANT, CLIENT, proxy: {https: "proxy:3128"}}                    | /azure/proxy/https
          azure: {TENANT, CLIENT, tenant: x}                                       | tenant
          {azure: {TENANT, CLIENT}, operater: {}}                                  | operater
          {azure: {TENANT, CLIENT}, operator: {replicas: 0}}                       | /operator/replicas
          {azure: {TENANT, CLIENT}, operator: {resources: {limit: {memory: 1Gi}}}} | limit
          {azure: {TENANT, CLIENT}, installation: Production}                      | /installation
          {azure: {TENANT, CLIENT}, image: {pullPolicy: Sometimes}}                | /image/pullPolicy
          {azure: {TENANT, CLIENT}, image: {operator: {digest: "sha256:12"}}}      | /image/operator/digest
          {azure: {TENANT, CLIENT}, image: {agent: {repository: "a/b@sha"}}}       | /image/agent/repository
          {azure: {TENANT, CLIENT}, agent: {namespace: Agents}}                    | /agent/namespace
          {azure: {TENANT, CLIENT}, agent: {environment: {MIRRORNET_TABLE: 5}}}    | /agent/environment/MIRRORNET_TABLE
          {azure: {TENANT, CLIENT}, agent: {logLevel: LOUD}}                       | /agent/logLevel
          {azure: {TENANT, CLIENT}, agent: {environment: {NODE_NAME: x}}}          | /agent/environment
          {azure: {TENANT, CLIENT}, operator: {priorityClassName: "a: b"}}         | /operator/priorityClassName
          {azure: {TENANT, CLIENT}, operator: {logLevel: debug}}                   | /operator/logLevel
          {azure: {TENANT, CLIENT}, operator: {environment: [A]}}                  | /operator/environment
          {azure: {TENANT, CLIENT}, operator: {environment: {POD_NAME: x}}}        | /operator/environment
          {azure: {TENANT, CLIENT}, operator: {environment: {MIRRORNET_LISTEN: x}}} | /operator/environment
          {azure: {TENANT, CLIENT}, operator: {environment: {A: 5}}}               | /operator/environment/A
          {azure: {TENANT, CLIENT}, image: {pullSecrets: [{name: "a b"}]}}         | /image/pullSecrets/0/name
          {azure: {TENANT, CLIENT}, approvers: [{kind: ServiceAccount, name: ci, namespace: "ci: x"}]} | /approvers/0
          {azure: {TENANT, CLIENT}, approvers: [jane]}                             | /approvers/0
          {azure: {TENANT, CLIENT}, approvers: [{kind: ServiceAccount, name: ci}]} | /approvers/0
          """)
  void valuesWithoutSenseAreRefusedByName(String values, String named) {
    Helm.Result result = helm.lint(values.replace("TENANT", TENANT).replace("CLIENT", CLIENT));

    assertThat(result.status()).as(result.output()).isNotZero();
    assertThat(result.output()).contains(named);
  }
}
