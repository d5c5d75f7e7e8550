package io.mirrornet.lab.arm;

import com.nimbusds.jose.jwk.JWKSet;
import io.mirrornet.lab.cloud.Principal;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;

/**
 * A registered application, and with what it may prove that it is itself.
 *
 * @param principal who it is
 * @param secrets its client secrets
 * @param certificates certificates whose keys may sign its assertions
 * @param federated tokens of other issuers that stand for it
 */
public record Application(
    Principal principal,
    List<String> secrets,
    List<X509Certificate> certificates,
    List<FederatedCredential> federated) {

  public Application {
    secrets = List.copyOf(secrets);
    certificates = List.copyOf(certificates);
    federated = List.copyOf(federated);
  }

  /** An application that logs in with a secret. */
  public static Application withSecret(Principal principal, String secret) {
    return new Application(principal, List.of(secret), List.of(), List.of());
  }

  /** An application that logs in with assertions that this certificate's key signed. */
  public static Application withCertificate(Principal principal, X509Certificate certificate) {
    return new Application(principal, List.of(), List.of(certificate), List.of());
  }

  /** An application that logs in with another issuer's token, such as a service account's. */
  public static Application federated(Principal principal, FederatedCredential credential) {
    return new Application(principal, List.of(), List.of(), List.of(credential));
  }

  @Override
  public String toString() {
    return "application " + principal.clientId();
  }

  /**
   * Another issuer's token that stands for an application.
   *
   * @param issuer its {@code iss}
   * @param subject its {@code sub}, such as {@code system:serviceaccount:NAMESPACE:NAME}
   * @param audience one of its {@code aud}; Azure's is {@code api://AzureADTokenExchange}
   * @param keys the issuer's public keys, asked for at each login because issuers change them
   */
  public record FederatedCredential(
      String issuer, String subject, String audience, Supplier<JWKSet> keys) {}
}
