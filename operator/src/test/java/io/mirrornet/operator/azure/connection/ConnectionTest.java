package io.mirrornet.operator.azure.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.mirrornet.lab.arm.Application;
import io.mirrornet.lab.arm.ManagedIdentityServer;
import io.mirrornet.lab.arm.ServedCloud;
import io.mirrornet.lab.cloud.TestPrincipals;
import io.mirrornet.lab.pki.Pem;
import io.mirrornet.operator.azure.ServedAzure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Each way to sign in, with its certificate authority and its proxy, over https. */
class ConnectionTest {

  private static final String METADATA_SERVICE = "http://169.254.169.254";

  @TempDir private Path directory;
  private final Proofs proofs = new Proofs();
  private ServedAzure served;

  @BeforeEach
  void serve() {
    served = new ServedAzure(directory);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void aSecretOpensTheDoor() {
    assertThat(status(open(Map.of()))).isEqualTo(200);
  }

  @Test
  void aCertificateOpensTheDoor() {
    served.served().directory().register(proofs.certified());

    assertThat(status(open(certificate(served.write("client.pem", proofs.pem()))))).isEqualTo(200);
  }

  @Test
  void aServiceAccountOpensTheDoor() {
    served.served().directory().register(proofs.federated());

    assertThat(status(open(workload("mirrornet-operator")))).isEqualTo(200);
  }

  @Test
  void anotherServiceAccountIsToldWhatToCompare() {
    served.served().directory().register(proofs.federated());
    Connection other = open(workload("default"));

    assertThatThrownBy(() -> status(other))
        .satisfies(failure ->
            assertThat(signIn(failure))
                .satisfies(told -> assertThat(told.isPassing()).isFalse())
                .hasMessageContaining("workload identity of application")
                .hasMessageContaining("AADSTS700213")
                .hasMessageContaining("compare the application's federated credential"));
  }

  @Test
  void theMachinesIdentityOpensTheDoorWithoutTheProxy() throws Exception {
    try (ManagedIdentityServer machine =
        ManagedIdentityServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            TestPrincipals.OPERATOR,
            served.served().tokens(),
            InstantSource.system())) {
      AzureConfig config =
          AzureConfig.of(
              served.environment(Map.of("MIRRORNET_AZURE_CREDENTIAL", "ManagedIdentity")));

      Connection connection =
          Connection.open(
              config,
              onMachine(Transport.of(config), machine.address().getPort()),
              Transport.prompt(config));

      assertThat(status(connection)).isEqualTo(200);
    }
  }

  @Test
  void aRenewedSecretIsUsedWithoutARestart() throws Exception {
    Path secret = served.write("rotating", "outdated");
    Connection connection = open(Map.of("MIRRORNET_AZURE_SECRET_FILE", secret.toString()));
    assertThatThrownBy(() -> status(connection)).isInstanceOf(RuntimeException.class);

    served
        .served()
        .directory()
        .register(Application.withSecret(TestPrincipals.OPERATOR, "renewed"));
    Files.writeString(secret, "renewed\n");

    assertThat(status(connection)).isEqualTo(200);
  }

  @Test
  void aMissingFileIsNamed() {
    Connection connection = open(certificate(directory.resolve("missing.pem")));

    assertThatThrownBy(() -> status(connection))
        .satisfies(failure ->
            assertThat(signIn(failure))
                .satisfies(told -> assertThat(told.isPassing()).isFalse())
                .hasMessageContaining("missing.pem")
                .hasMessageContaining("register the certificate"));
  }

  @Test
  void aMissingServiceAccountTokenIsNamed() {
    Connection connection =
        open(
            Map.of(
                "MIRRORNET_AZURE_CREDENTIAL",
                "WorkloadIdentity",
                "AZURE_FEDERATED_TOKEN_FILE",
                directory.resolve("nobody").toString()));

    assertThatThrownBy(() -> status(connection))
        .satisfies(failure ->
            assertThat(signIn(failure))
                .satisfies(told -> assertThat(told.isPassing()).isFalse())
                .hasMessageContaining("workload identity")
                .hasMessageContaining("nobody"));
  }

  @Test
  void aDirectoryThatDoesNotAnswerMayComeBack() {
    Connection connection = open(Map.of("MIRRORNET_AZURE_AUTHORITY", "https://localhost:1/"));

    assertThatThrownBy(() -> status(connection))
        .satisfies(failure ->
            assertThat(signIn(failure))
                .satisfies(told -> assertThat(told.isPassing()).isTrue())
                .hasMessageContaining("client secret of application")
                .hasMessageContaining("look at DNS, proxy and CA bundle"));
  }

  @Test
  void anAuthorityThatIsNotInTheBundleIsNotTrusted() {
    assertThatThrownBy(() -> status(open(Map.of("MIRRORNET_CA_BUNDLE", ""))))
        .satisfies(failure ->
            assertThat(signIn(failure))
                .hasMessageContaining("unable to find valid certification path"));
  }

  @Test
  void theBundleIsAddedToTheJdksAuthorities() {
    Path bundle = served.write("bundle.pem", served.served().authorityPem());

    assertThat(Authorities.of(bundle))
        .hasSizeGreaterThan(50)
        .anySatisfy(authority ->
            assertThat(Pem.of(authority).strip())
                .isEqualTo(served.served().authorityPem().strip()));
  }

  @Test
  void aBundleWithoutCertificatesIsRefused() {
    Path empty = served.write("empty.pem", "");

    assertThatThrownBy(() -> open(Map.of("MIRRORNET_CA_BUNDLE", empty.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MIRRORNET_CA_BUNDLE")
        .hasMessageContaining("no certificate");
    assertThatThrownBy(
            () -> open(Map.of("MIRRORNET_CA_BUNDLE", directory.resolve("nobody").toString())))
        .hasMessageContaining("MIRRORNET_CA_BUNDLE");
  }

  @Test
  void theProxyCarriesTokensAndRequests() throws Exception {
    try (TunnelProxy proxy = new TunnelProxy()) {
      Connection connection = open(Map.of("HTTPS_PROXY", "http://localhost:" + proxy.port()));

      assertThat(status(connection)).isEqualTo(200);
      assertThat(proxy.targets())
          .isNotEmpty()
          .containsOnly(served.served().url().substring("https://".length()));
    }
  }

  @Test
  void whatNeedsNoProxyDoesNotUseIt() throws Exception {
    try (TunnelProxy proxy = new TunnelProxy()) {
      Connection connection =
          open(Map.of("HTTPS_PROXY", "http://localhost:" + proxy.port(), "NO_PROXY", "localhost"));

      assertThat(status(connection)).isEqualTo(200);
      assertThat(proxy.targets()).isEmpty();
    }
  }

  @Test
  void nothingOfTheConfigurationShowsASecret() {
    AzureConfig config = AzureConfig.of(served.environment(Map.of()));

    assertThat(config.toString()).doesNotContain(ServedCloud.SECRET);
    assertThat(Connection.open(config).toString()).doesNotContain(ServedCloud.SECRET);
  }

  private Connection open(Map<String, String> changes) {
    return Connection.open(AzureConfig.of(served.environment(changes)));
  }

  private static Map<String, String> certificate(Path file) {
    return Map.of(
        "MIRRORNET_AZURE_CREDENTIAL",
        "ClientCertificate",
        "MIRRORNET_AZURE_SECRET_FILE",
        file.toString());
  }

  private Map<String, String> workload(String serviceAccount) {
    Path token = served.write("token", proofs.serviceAccountToken(serviceAccount));
    return Map.of(
        "MIRRORNET_AZURE_CREDENTIAL",
        "WorkloadIdentity",
        "AZURE_FEDERATED_TOKEN_FILE",
        token.toString());
  }

  private static int status(Connection connection) {
    String url =
        "%s%s?api-version=2025-04-01".formatted(connection.resourceManager(), ServedAzure.VM_A);
    try (HttpResponse response =
        connection.pipeline().sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
      return response.getStatusCode();
    }
  }

  private static SignInFailedException signIn(Throwable failure) {
    Throwable at = failure;
    while (!(at instanceof SignInFailedException) && at.getCause() != null) {
      at = at.getCause();
    }
    assertThat(at).isInstanceOf(SignInFailedException.class);
    return (SignInFailedException) at;
  }

  /** A machine on which the metadata service is elsewhere. */
  private static HttpClient onMachine(HttpClient real, int port) {
    return new HttpClient() {
      @Override
      public Mono<HttpResponse> send(HttpRequest request) {
        return real.send(redirected(request));
      }

      @Override
      public HttpResponse sendSync(HttpRequest request, Context context) {
        return real.sendSync(redirected(request), context);
      }

      private HttpRequest redirected(HttpRequest request) {
        String url = request.getUrl().toString();
        return url.startsWith(METADATA_SERVICE)
            ? request.setUrl(url.replace(METADATA_SERVICE, "http://localhost:" + port))
            : request;
      }
    };
  }
}
