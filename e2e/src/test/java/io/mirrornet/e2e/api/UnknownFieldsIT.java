package io.mirrornet.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A slip of the pen in a field's name. No schema can refuse it: the API server drops what it does
 * not know before it looks at the rules. The client has to ask for the refusal, and kubectl does.
 */
@OnApiServer
class UnknownFieldsIT {

  private static final ObjectNode SLIP =
      Documents.read(
          """
          apiVersion: mirrornet.io/v1alpha1
          kind: HealthShareMirrorNetwork
          metadata: {name: slip, namespace: default}
          spec: {hosts: {nodeNames: [hs-vm-a]}, maintainance: {hostTimeout: 1h}}
          """);

  private final ApiServer server;

  UnknownFieldsIT(ApiServer server) {
    this.server = server;
  }

  @Test
  void kubectlRefusesIt() {
    var result =
        server.kubectl().attempt(SLIP.toString(), List.of("apply", "--dry-run=server", "-f", "-"));

    assertThat(result.succeeded()).isFalse();
    assertThat(result.errors()).contains("unknown field \"spec.maintainance\"");
  }

  @Test
  void kubectlsServerSideApplyRefusesIt() {
    var result =
        server
            .kubectl()
            .attempt(
                SLIP.toString(), List.of("apply", "--server-side", "--dry-run=server", "-f", "-"));

    assertThat(result.succeeded()).isFalse();
    assertThat(result.errors()).contains(".spec.maintainance: field not declared in schema");
  }

  @Test
  void aClientThatAsksForStrictValidationIsRefused() {
    Answer answer = server.administrator().dryCreate(SLIP);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains("unknown field \"spec.maintainance\"");
  }

  @Test
  void aClientThatAsksForNothingIsWarnedAndTheFieldIsDropped() {
    Answer answer = server.administrator().dryCreateCarelessly(SLIP);

    assertThat(answer.accepted()).isTrue();
    assertThat(answer.warnings())
        .anySatisfy(warning -> assertThat(warning).contains("unknown field"));
    assertThat(answer.body().at("/spec").has("maintainance")).isFalse();
  }
}
