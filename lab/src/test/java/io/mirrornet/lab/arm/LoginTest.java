package io.mirrornet.lab.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.mirrornet.lab.cloud.CloudConfig;
import io.mirrornet.lab.cloud.Fault;
import io.mirrornet.lab.cloud.Principal;
import io.mirrornet.lab.cloud.TestPrincipals;
import io.mirrornet.lab.pki.Keys;
import io.mirrornet.lab.pki.Pem;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may log in, with what proof, and what Resource Manager makes of the token. */
class LoginTest {

  private static final String TENANT = CloudConfig.azure().tenantId();
  private static final String SUBJECT = "system:serviceaccount:mirrornet:operator";
  private static final String ISSUER = "https://kubernetes.lab";
  private static final String EXCHANGE = "api://AzureADTokenExchange";

  private final ServedCloud served = new ServedCloud();
  private final HttpClient http = new JdkHttpClientBuilder(served.http()).build();
  private final KeyPair keys = Keys.rsa(new SecureRandom());

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void aSecretOpensTheDoor() throws Exception {
    assertThat(statusOfList(token(secret(ServedCloud.SECRET)))).isEqualTo(200);
  }

  @Test
  void aWrongSecretIsRefusedWithTheDirectorysNumber() {
    assertThatThrownBy(() -> token(secret("wrong"))).hasMessageContaining("AADSTS7000215");
  }

  @Test
  void anUnknownApplicationIsRefusedWithTheDirectorysNumber() {
    TokenCredential unknown =
        new ClientSecretCredentialBuilder()
            .tenantId(TENANT)
            .clientId("99999999-9999-4999-8999-999999999999")
            .clientSecret("any")
            .authorityHost(served.url() + "/")
            .disableInstanceDiscovery()
            .httpClient(http)
            .build();

    assertThatThrownBy(() -> token(unknown)).hasMessageContaining("AADSTS700016");
  }

  @Test
  void anAssertionSignedByARegisteredCertificateOpensTheDoor(@TempDir Path directory)
      throws Exception {
    X509Certificate certificate = selfSigned();
    served.directory().register(Application.withCertificate(TestPrincipals.OPERATOR, certificate));

    assertThat(statusOfList(token(certificate(directory, certificate)))).isEqualTo(200);
  }

  @Test
  void anAssertionSignedByAnotherCertificateIsRefused(@TempDir Path directory) throws Exception {
    TokenCredential credential = certificate(directory, selfSigned());

    assertThatThrownBy(() -> token(credential)).hasMessageContaining("AADSTS700027");
  }

  @Test
  void aServiceAccountsTokenOfATrustedIssuerOpensTheDoor(@TempDir Path directory) throws Exception {
    trustServiceAccount();

    assertThat(statusOfList(token(workload(directory, SUBJECT, Duration.ofHours(1)))))
        .isEqualTo(200);
  }

  @Test
  void anotherServiceAccountAndAnExpiredTokenAreRefused(@TempDir Path directory) throws Exception {
    trustServiceAccount();
    TokenCredential other =
        workload(directory, "system:serviceaccount:default:default", Duration.ofHours(1));
    assertThatThrownBy(() -> token(other)).hasMessageContaining("AADSTS700213");

    TokenCredential expired = workload(directory, SUBJECT, Duration.ofHours(-1));
    assertThatThrownBy(() -> token(expired)).hasMessageContaining("AADSTS700024");
  }

  @Test
  void whoReachesTheMetadataServiceOfAMachineIsItsIdentity() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ManagedIdentityServer machine =
        ManagedIdentityServer.start(
            any, TestPrincipals.OPERATOR, served.tokens(), InstantSource.system())) {
      URI uri =
          URI.create(
              "http://localhost:%d/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com/"
                  .formatted(machine.address().getPort()));

      JsonNode grant = json(send(HttpRequest.newBuilder(uri).header("Metadata", "true").build()));
      HttpResponse<String> forwarded = send(HttpRequest.newBuilder(uri).build());

      assertThat(statusOfList(grant.path("access_token").asText())).isEqualTo(200);
      assertThat(forwarded.statusCode()).isEqualTo(400);
    }
  }

  @Test
  void withoutATokenOneIsToldWhereToGetOne() throws Exception {
    HttpResponse<String> response = send(request("/subscriptions?api-version=2022-12-01"));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(code(response)).isEqualTo("AuthenticationFailed");
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(challenge ->
            assertThat(challenge)
                .startsWith("Bearer authorization_uri=\"" + served.url() + "/" + TENANT));
  }

  @Test
  void aForeignOrForgedOrMisdirectedTokenIsRefused() throws Exception {
    Tokens foreign = new Tokens(keys, Instant::now);
    String forged = foreign.issue(TestPrincipals.OPERATOR, ISSUER, "https://management.azure.com/");
    String misdirected =
        secret(ServedCloud.SECRET)
            .getTokenSync(new TokenRequestContext().addScopes("https://vault.azure.net/.default"))
            .getToken();

    assertThat(code(send(list("garbage")))).isEqualTo("InvalidAuthenticationToken");
    assertThat(code(send(list(forged)))).isEqualTo("InvalidAuthenticationToken");
    assertThat(code(send(list(misdirected)))).isEqualTo("InvalidAuthenticationTokenAudience");
  }

  @Test
  void anExpiredTokenIsRefusedAsSuch() {
    Tokens yesterday = new Tokens(keys, () -> Instant.now().minus(Duration.ofDays(1)));
    Tokens today = new Tokens(keys, Instant::now);
    String audience = ArmServer.AUDIENCES.getFirst();
    String token = yesterday.issue(new Principal("client", "object", TENANT), ISSUER, audience);

    assertThat(today.check(token, TENANT, ArmServer.AUDIENCES))
        .isInstanceOfSatisfying(
            Tokens.Verdict.Invalid.class,
            invalid -> assertThat(invalid.error().code()).isEqualTo("ExpiredAuthenticationToken"));
  }

  @Test
  void theMetadataLeadsFromResourceManagerToTheDirectoryAndItsKeys() throws Exception {
    JsonNode cloud = json(send(request("/metadata/endpoints?api-version=2022-09-01")));
    URI login = URI.create(cloud.path("authentication").path("loginEndpoint").asText());
    JsonNode openid =
        json(
            send(
                HttpRequest.newBuilder(
                        login.resolve("/" + TENANT + "/v2.0/.well-known/openid-configuration"))
                    .build()));
    URI jwks = URI.create(openid.path("jwks_uri").asText());
    JsonNode published = json(send(HttpRequest.newBuilder(jwks).build()));

    assertThat(published.path("keys")).hasSize(1);
    assertThat(published.toString()).doesNotContain("\"d\"");
    assertThat(openid.path("token_endpoint").asText()).startsWith(served.url());
  }

  @Test
  void aLostAnswerIsABrokenConnectionAfterTheEffect() throws Exception {
    String token = token(secret(ServedCloud.SECRET));
    served
        .cloud()
        .run(cloud ->
            cloud
                .faults()
                .inject(
                    new Fault(Fault.Match.ANY.method("PUT"), new Fault.Effect.LoseAnswer(), 1)));
    HttpRequest put =
        HttpRequest.newBuilder(
                URI.create(
                    served.url()
                        + "/subscriptions/%s/resourceGroups/lost?api-version=2022-09-01"
                            .formatted(CloudConfig.azure().subscriptionId())))
            .header("Authorization", "Bearer " + token)
            .PUT(HttpRequest.BodyPublishers.ofString("{\"location\": \"westeurope\"}"))
            .build();

    assertThatThrownBy(() -> send(put)).isInstanceOf(IOException.class);
    assertThat(served.cloud().<Integer>ask(cloud -> cloud.journal().mutations().size()))
        .isEqualTo(1);
  }

  @Test
  void aBodyThatIsNoJsonIsRefused() throws Exception {
    String token = token(secret(ServedCloud.SECRET));
    HttpRequest put =
        HttpRequest.newBuilder(
                URI.create(
                    served.url()
                        + "/subscriptions/%s/resourceGroups/g?api-version=2022-09-01"
                            .formatted(CloudConfig.azure().subscriptionId())))
            .header("Authorization", "Bearer " + token)
            .PUT(HttpRequest.BodyPublishers.ofString("{"))
            .build();

    assertThat(code(send(put))).isEqualTo("InvalidRequestContent");
  }

  private void trustServiceAccount() {
    RSAKey issuer = new RSAKey.Builder((RSAPublicKey) keys.getPublic()).keyID("k8s").build();
    served
        .directory()
        .register(
            Application.federated(
                TestPrincipals.OPERATOR,
                new Application.FederatedCredential(
                    ISSUER, SUBJECT, EXCHANGE, () -> new JWKSet(issuer))));
  }

  private TokenCredential secret(String secret) {
    return new ClientSecretCredentialBuilder()
        .tenantId(TENANT)
        .clientId(TestPrincipals.OPERATOR.clientId())
        .clientSecret(secret)
        .authorityHost(served.url() + "/")
        .disableInstanceDiscovery()
        .httpClient(http)
        .build();
  }

  private TokenCredential certificate(Path directory, X509Certificate certificate)
      throws IOException {
    Path pem = directory.resolve("client.pem");
    Files.writeString(pem, Pem.of(keys.getPrivate()) + Pem.of(certificate));
    return new ClientCertificateCredentialBuilder()
        .tenantId(TENANT)
        .clientId(TestPrincipals.OPERATOR.clientId())
        .pemCertificate(pem.toString())
        .authorityHost(served.url() + "/")
        .disableInstanceDiscovery()
        .httpClient(http)
        .build();
  }

  private TokenCredential workload(Path directory, String subject, Duration valid)
      throws IOException, JOSEException {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k8s").build(),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(subject)
                .audience(EXCHANGE)
                .issueTime(Date.from(now.minus(Duration.ofHours(2))))
                .expirationTime(Date.from(now.plus(valid)))
                .build());
    token.sign(new RSASSASigner(keys.getPrivate()));
    Path file = directory.resolve("token");
    Files.writeString(file, token.serialize());
    return new WorkloadIdentityCredentialBuilder()
        .tenantId(TENANT)
        .clientId(TestPrincipals.OPERATOR.clientId())
        .tokenFilePath(file.toString())
        .authorityHost(served.url() + "/")
        .disableInstanceDiscovery()
        .httpClient(http)
        .build();
  }

  private X509Certificate selfSigned() throws Exception {
    X500Name name = new X500Name("CN=operator");
    Instant now = Instant.now();
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(now.minus(Duration.ofHours(1))),
                    Date.from(now.plus(Duration.ofHours(1))),
                    name,
                    keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
  }

  private static String token(TokenCredential credential) {
    return credential
        .getTokenSync(
            new TokenRequestContext().addScopes("https://management.core.windows.net//.default"))
        .getToken();
  }

  private int statusOfList(String token) throws Exception {
    HttpResponse<String> response = send(list(token));
    assertThat(json(response).path("value")).hasSize(1);
    return response.statusCode();
  }

  private HttpRequest list(String token) {
    return HttpRequest.newBuilder(
            URI.create(served.url() + "/subscriptions?api-version=2022-12-01"))
        .header("Authorization", "Bearer " + token)
        .build();
  }

  private HttpRequest request(String target) {
    return HttpRequest.newBuilder(URI.create(served.url() + target)).build();
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    try (java.net.http.HttpClient client = served.http().build()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static String code(HttpResponse<String> response) throws IOException {
    return json(response).path("error").path("code").asText();
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return JsonMapper.builder().build().readTree(response.body());
  }
}
