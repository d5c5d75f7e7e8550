package io.mirrornet.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import io.mirrornet.operator.port.Acceptance;
import io.mirrornet.operator.port.CloudError;
import io.mirrornet.operator.port.CloudError.Kind;
import io.mirrornet.operator.port.Progress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ARM's answers say of long-running operations, and how their errors are told. */
class OperationsTest {

  private static final String STATUS_URL = "https://arm/operations/1?t=1&s=signature";
  private static final String RESULT_URL = "https://arm/operationResults/1";

  private final RetryAfter retryAfter = new RetryAfter(InstantSource.system());
  private final Operations operations =
      new Operations(retryAfter, new Failures(URI.create("https://arm"), retryAfter));

  @Test
  void theStatusIsFollowedRatherThanTheResult() {
    Acceptance acceptance =
        operations.accepted(
            answer(202, "", Map.of("Location", RESULT_URL, "Azure-AsyncOperation", STATUS_URL)));

    assertThat(((Acceptance.Accepted) acceptance).operation().url()).isEqualTo(STATUS_URL);
  }

  @Test
  void withoutAStatusTheResultIsFollowed() {
    Acceptance acceptance = operations.accepted(answer(202, "", Map.of("Location", RESULT_URL)));

    assertThat(((Acceptance.Accepted) acceptance).operation().url()).isEqualTo(RESULT_URL);
  }

  @Test
  void aResourceThatIsReadyNeedsNoFollowing() {
    Answer ready =
        answer(
            201,
            "{\"id\":\"x\",\"properties\":{\"a\":{\"provisioningState\":\"Updating\"},"
                + "\"provisioningState\":\"Succeeded\"}}",
            Map.of("Azure-AsyncOperation", STATUS_URL, "x-ms-correlation-request-id", "c"));

    assertThat(operations.accepted(ready)).isEqualTo(new Acceptance.Done("c"));
  }

  @Test
  void aResourceThatIsNotReadyIsFollowedWhereThatIsTold() {
    String updating = "{\"properties\":{\"provisioningState\":\"Updating\"}}";

    assertThat(
            operations.accepted(answer(200, updating, Map.of("Azure-AsyncOperation", STATUS_URL))))
        .isInstanceOf(Acceptance.Accepted.class);
    assertThat(operations.accepted(answer(200, updating, Map.of())))
        .isInstanceOf(Acceptance.Done.class);
  }

  @Test
  void whatWasAcceptedAndCannotBeFollowedIsOpen() {
    Acceptance acceptance = operations.accepted(answer(202, "", Map.of()));

    assertThat(((Acceptance.Failed) acceptance).error().kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"InProgress", "Running", "Updating", "SomethingNew"})
  void aStatusThatIsNoEndGoesOn(String status) {
    String body = "{\"status\":\"%s\"}".formatted(status);

    assertThat(operations.progress(answer(200, body, Map.of("Retry-After", "17"))))
        .isEqualTo(new Progress.Running(Duration.ofSeconds(17)));
    assertThat(operations.progress(answer(200, body, Map.of())))
        .isEqualTo(new Progress.Running(Duration.ofSeconds(5)));
  }

  @Test
  void aResultGoesOnWithTwoHundredAndTwoAndEndsWithAnythingElse() {
    assertThat(operations.progress(answer(202, "", Map.of("Retry-After", "3"))))
        .isEqualTo(new Progress.Running(Duration.ofSeconds(3)));
    assertThat(operations.progress(answer(204, "", Map.of()))).isEqualTo(new Progress.Succeeded());
    assertThat(operations.progress(answer(200, "{\"id\":\"x\"}", Map.of())))
        .isEqualTo(new Progress.Succeeded());
    assertThat(operations.progress(answer(409, error("AllocationFailed"), Map.of())))
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed -> assertThat(failed.error().kind()).isEqualTo(Kind.NO_CAPACITY));
  }

  @ParameterizedTest
  @CsvSource({
    "AllocationFailed, NO_CAPACITY",
    "OperationPreempted, CONFLICT",
    "SubnetIsFull, REFUSED",
    "SomethingNew, UNAVAILABLE"
  })
  void aFailedOperationIsToldWithTwoHundred(String code, Kind kind) {
    String body = "{\"status\":\"Failed\",%s".formatted(error(code).substring(1));

    CloudError error = ((Progress.Failed) operations.progress(answer(200, body, Map.of()))).error();

    assertThat(error.code()).isEqualTo(code);
    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.message()).isEqualTo("why");
  }

  @Test
  void anEndWithoutAReasonIsStillAnEnd() {
    assertThat(error("{\"status\":\"Canceled\"}", 200).kind()).isEqualTo(Kind.CONFLICT);
    assertThat(error("{\"status\":\"Failed\"}", 200).kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "403, AuthorizationFailed, false",
    "404, NotFound, false",
    "429, TooManyRequests, true",
    "500, InternalServerError, true",
    "503, '', true"
  })
  void aQuestionThatIsRefusedTellsNothingOfTheOperation(int status, String code, boolean passing) {
    String body = code.isEmpty() ? "<html>no JSON</html>" : error(code);

    assertThat(operations.progress(answer(status, body, Map.of())))
        .isInstanceOfSatisfying(
            Progress.Unknown.class,
            unknown -> assertThat(unknown.error().isTransient()).isEqualTo(passing));
  }

  @Test
  void aLockOfTheNetworkIsAConflictThoughItsStatusSaysTooMany() {
    CloudError error =
        refusal(
            """
            {"error": {"code": "RetryableError", "message": "A retryable error occured.",
              "details": [{"code": "RetryableErrorDueToAnotherOperation", "message": "in 14 s"}]}}
            """,
            Map.of("Retry-After", "14"));

    assertThat(error.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(error.code()).isEqualTo("RetryableErrorDueToAnotherOperation");
    assertThat(error.retryAfter()).contains(Duration.ofSeconds(14));
    assertThat(error.message()).contains("in 14 s");
  }

  @Test
  void computesLimitIsALimitThoughItsCodeSaysNotAllowed() {
    assertThat(refusal(error("OperationNotAllowed"), Map.of()).kind()).isEqualTo(Kind.THROTTLED);
  }

  @Test
  void aReservedNicIsFreeAfterItsThreeMinutes() {
    String body =
        "{\"status\":\"Failed\",%s".formatted(error("NicReservedForAnotherVm").substring(1));

    assertThat(error(body, 200).retryAfter()).contains(Duration.ofMinutes(3));
  }

  @Test
  void signaturesInMessagesAreNotPassedOn() {
    String told = Failures.withoutSignatures("use uri: https://x/operations/1?t=1&s=secret. Bye");

    assertThat(told).startsWith("use uri: https://x/operations/1?...").doesNotContain("secret");
  }

  private CloudError error(String body, int status) {
    return ((Progress.Failed) operations.progress(answer(status, body, Map.of()))).error();
  }

  private CloudError refusal(String body, Map<String, String> headers) {
    return ((Progress.Unknown) operations.progress(answer(429, body, headers))).error();
  }

  private static String error(String code) {
    return "{\"error\":{\"code\":\"%s\",\"message\":\"why\"}}".formatted(code);
  }

  private static Answer answer(int status, String body, Map<String, String> headers) {
    HttpHeaders all = new HttpHeaders();
    headers.forEach((name, value) -> all.set(HttpHeaderName.fromString(name), value));
    return new Answer(status, all, body);
  }
}
