package io.mirrornet.lab.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mirrornet.lab.cloud.CloudConfig;
import io.mirrornet.lab.cloud.TestPrincipals;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests for a token that no client of good manners sends, and what the directory answers. */
class TokenRequestTest {

  private static final String TENANT = CloudConfig.azure().tenantId();
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String ARM = "&scope=https%3A%2F%2Fmanagement.azure.com%2F%2F.default";
  private static final String WHO =
      "client_id=%s&client_secret=%s"
          .formatted(TestPrincipals.OPERATOR.clientId(), ServedCloud.SECRET);
  private static final String GRANT = "grant_type=client_credentials&";

  private final ServedCloud served = new ServedCloud();

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void aWellFormedRequestIsGranted() throws Exception {
    HttpResponse<String> response = post(TENANT, "/oauth2/v2.0/token", FORM, GRANT + WHO + ARM);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).path("access_token").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "WHO ARM, 400, invalid_request, 900144",
    "GRANT ARM, 400, invalid_request, 900144",
    "grant_type=password& WHO ARM, 400, unsupported_grant_type, 70003",
    "GRANT WHO, 400, invalid_request, 90014",
    "GRANT WHO &scope=https%3A%2F%2Fmanagement.azure.com, 400, invalid_scope, 1002012",
    "GRANT WHO ARM +https%3A%2F%2Fvault.azure.net%2F.default, 400, invalid_request, 28000",
    "GRANT WHO &scope=https%3A%2F%2Fnowhere.example%2F.default, 400, invalid_resource, 500011",
    "GRANT WHO ARM &resource=https%3A%2F%2Fmanagement.azure.com%2F, 400, invalid_request, 901002",
    "GRANT WHO ARM &client_id=other, 400, invalid_request, 9002313",
    "GRANT WHO ARM &broken=%ZZ, 400, invalid_request, 9002313",
    "'{\"grant_type\": \"client_credentials\"}', 400, invalid_request, 900144"
  })
  void aMalformedRequestIsRefusedWithTheDirectorysNumber(
      String body, int status, String error, int number) throws Exception {
    String sent =
        body.startsWith("{")
            ? body
            : body.replace("GRANT", GRANT).replace("WHO", WHO).replace("ARM", ARM).replace(" ", "");

    assertRefused(post(TENANT, "/oauth2/v2.0/token", FORM, sent), status, error, number);
  }

  @Test
  void aFormThatIsSentAsSomethingElseIsNotRead() throws Exception {
    assertRefused(
        post(TENANT, "/oauth2/v2.0/token", "application/json", GRANT + WHO + ARM),
        400,
        "invalid_request",
        900144);
  }

  @Test
  void theFirstVersionAsksForAResource() throws Exception {
    assertRefused(post(TENANT, "/oauth2/token", FORM, GRANT + WHO), 400, "invalid_request", 900144);
  }

  @Test
  void anUnknownTenantIsRefused() throws Exception {
    assertRefused(
        post("nobody.example", "/oauth2/v2.0/token", FORM, GRANT + WHO + ARM),
        400,
        "invalid_request",
        90002);
  }

  @Test
  void theTokenEndpointTakesNothingButPost() throws Exception {
    HttpRequest get = HttpRequest.newBuilder(uri(TENANT, "/oauth2/v2.0/token")).build();

    assertRefused(send(get), 400, "invalid_request", 900561);
  }

  @Test
  void anAuthorityThatIsNoAddressIsNoInstance() throws Exception {
    HttpRequest get =
        HttpRequest.newBuilder(
                uri("common", "/discovery/instance?authorization_endpoint=https%3A%2F%2F%20x"))
            .build();

    assertRefused(send(get), 400, "invalid_instance", 50049);
  }

  private static void assertRefused(
      HttpResponse<String> response, int status, String error, int number) throws Exception {
    JsonNode body = json(response);
    assertThat(List.of(response.statusCode(), body.path("error").asText()))
        .as(response.body())
        .isEqualTo(List.of(status, error));
    assertThat(body.path("error_description").asText()).startsWith("AADSTS%d:".formatted(number));
    assertThat(body.path("error_codes").path(0).asInt()).isEqualTo(number);
  }

  private HttpResponse<String> post(String tenant, String path, String type, String body)
      throws Exception {
    return send(
        HttpRequest.newBuilder(uri(tenant, path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private URI uri(String tenant, String path) {
    return URI.create("%s/%s%s".formatted(served.url(), tenant, path));
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    try (HttpClient client = served.http().build()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return JsonMapper.builder().build().readTree(response.body());
  }
}
