package io.mirrornet.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents in the resources of this package, asked of the API server one by one. */
@OnApiServer
class SchemaIT {

  private final ApiClient client;

  SchemaIT(ApiServer server) {
    this.client = server.administrator();
  }

  @ParameterizedTest
  @MethodSource("io.mirrornet.e2e.api.SchemaCase#all")
  void theInvalidIsRefusedWithWordsThatHelp(SchemaCase subject) {
    Answer answer = ask(subject, subject.refused());

    assertThat(answer.accepted()).as(subject.name()).isFalse();
    subject
        .at()
        .ifPresentOrElse(
            field ->
                assertThat(answer.causes())
                    .anySatisfy(cause -> {
                      assertThat(cause.field()).isEqualTo(field);
                      assertThat(cause.message()).contains(subject.saying());
                    }),
            () -> assertThat(answer.message()).contains(subject.saying()));
  }

  @ParameterizedTest
  @MethodSource("io.mirrornet.e2e.api.SchemaCase#all")
  void itsValidNeighbourIsAccepted(SchemaCase subject) {
    Answer answer = ask(subject, subject.accepted());

    assertThat(answer.accepted()).as("%s: %s", subject.name(), answer.message()).isTrue();
    assertThat(answer.warnings()).isEmpty();
  }

  private Answer ask(SchemaCase subject, ObjectNode document) {
    return subject
        .before()
        .map(before -> change(subject, before, document))
        .orElseGet(() -> client.dryCreate(document));
  }

  /** Makes the object that exists, asks for the change, and removes the object. */
  private Answer change(SchemaCase subject, ObjectNode before, ObjectNode after) {
    String name = "subject-" + UUID.randomUUID();
    ObjectNode existing = Documents.named(before, name);
    Answer made = client.create(existing);
    assertThat(made.accepted()).as(made.message()).isTrue();
    try {
      String version =
          subject
              .phase()
              .map(phase -> enter(phase, existing, made.resourceVersion()))
              .orElse(made.resourceVersion());
      return client.dryReplace(Documents.at(Documents.named(after, name), version));
    } finally {
      assertThat(client.delete(existing).accepted()).isTrue();
    }
  }

  private String enter(String phase, ObjectNode existing, String version) {
    ObjectNode reported = Documents.at(existing, version);
    reported.putObject("status").put("phase", phase);
    Answer answer = client.replaceStatus(reported);
    assertThat(answer.accepted()).as(answer.message()).isTrue();
    return answer.resourceVersion();
  }
}
