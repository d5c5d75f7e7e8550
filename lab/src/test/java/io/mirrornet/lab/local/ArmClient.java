package io.mirrornet.lab.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mirrornet.lab.namespace.NetworkNamespace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A client of Resource Manager on a virtual machine, as the operator, by https. */
final class ArmClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final NetworkNamespace inside;
  private final Lab.AzureAccess access;
  private final String token;

  private ArmClient(NetworkNamespace inside, Lab.AzureAccess access, String token) {
    this.inside = inside;
    this.access = access;
    this.token = token;
  }

  /** Logs in with the client secret. */
  static ArmClient login(NetworkNamespace inside, Lab.AzureAccess access) {
    return login(inside, access, "client_secret=" + access.clientSecret());
  }

  /** Logs in with another issuer's token. */
  static ArmClient federated(NetworkNamespace inside, Lab.AzureAccess access, String assertion) {
    return login(
        inside,
        access,
        "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            + "&client_assertion="
            + assertion);
  }

  private static ArmClient login(NetworkNamespace inside, Lab.AzureAccess access, String proof) {
    JsonNode answer =
        send(
            inside,
            access,
            "POST",
            "%s/%s/oauth2/v2.0/token".formatted(access.authority(), access.tenantId()),
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            "grant_type=client_credentials&client_id=%s&scope=%s.default&%s"
                .formatted(access.clientId(), access.audience(), proof));
    return new ArmClient(inside, access, answer.path("access_token").asText());
  }

  JsonNode get(String resource) {
    return call("GET", resource, "");
  }

  /** A request below the resource group rg-hs, such as {@code Microsoft.Compute/...}. */
  JsonNode call(String method, String resource, String body) {
    return send(
        inside,
        access,
        method,
        "%s%s?api-version=%s"
            .formatted(
                access.resourceManager(),
                id(resource),
                resource.startsWith("Microsoft.Compute") ? "2024-07-01" : "2024-05-01"),
        Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
        body);
  }

  String id(String resource) {
    return "/subscriptions/%s/resourceGroups/rg-hs/providers/%s"
        .formatted(access.subscriptionId(), resource);
  }

  /** Opened inside, and waited for there: one short request at a time. */
  private static JsonNode send(
      NetworkNamespace inside,
      Lab.AzureAccess access,
      String method,
      String url,
      Map<String, String> headers,
      String body) {
    return inside.call(() -> {
      HttpsURLConnection connection = (HttpsURLConnection) URI.create(url).toURL().openConnection();
      connection.setSSLSocketFactory(trusting(access.caPem()).getSocketFactory());
      connection.setRequestMethod(method);
      headers.forEach(connection::setRequestProperty);
      if (!body.isEmpty()) {
        connection.setDoOutput(true);
        connection.getOutputStream().write(body.getBytes(UTF_8));
      }
      boolean good = connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST;
      try (InputStream answer = good ? connection.getInputStream() : connection.getErrorStream()) {
        String text = answer == null ? "" : new String(answer.readAllBytes(), UTF_8);
        if (!good) {
          throw new IOException("%s %s: %s".formatted(method, url, text));
        }
        return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
      }
    });
  }

  private static SSLContext trusting(String pem) throws GeneralSecurityException, IOException {
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    roots.setCertificateEntry(
        "lab",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(UTF_8))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(roots);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
