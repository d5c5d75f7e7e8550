package io.mirrornet.lab.arm;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.mirrornet.lab.cloud.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One tenant of the directory: who may log in as which application. The grants are those of the
 * client-credentials flow (RFC 6749, 4.4) with a secret or an assertion (RFC 7523).
 */
public final class Directory {

  static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final Set<JWSAlgorithm> RSA =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);

  private final String tenantId;
  private final InstantSource clock;
  private final Map<String, Application> applications = new ConcurrentHashMap<>();

  /** An empty tenant. */
  public Directory(String tenantId, InstantSource clock) {
    this.tenantId = tenantId;
    this.clock = clock;
  }

  /** Registers an application, or replaces it. */
  public void register(Application application) {
    applications.put(application.principal().clientId(), application);
  }

  String tenantId() {
    return tenantId;
  }

  /** The application that a login names, if its proof holds. */
  Login login(Map<String, String> form, List<String> audiences) {
    String client = form.getOrDefault("client_id", "");
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return Login.Refused.of(
          400,
          "unsupported_grant_type",
          70003,
          "The app requested an unsupported grant type '%s'."
              .formatted(form.getOrDefault("grant_type", "")));
    }
    Application application = applications.get(client);
    if (application == null) {
      return Login.Refused.of(
          400,
          "unauthorized_client",
          700016,
          "Application with identifier '%s' was not found in the directory '%s'."
              .formatted(client, tenantId));
    }
    if (form.containsKey("client_secret")) {
      return secret(application, form.getOrDefault("client_secret", ""));
    }
    if (ASSERTION_TYPE.equals(form.get("client_assertion_type"))) {
      return assertion(application, form.getOrDefault("client_assertion", ""), audiences);
    }
    return Login.Refused.of(
        401,
        "invalid_client",
        7000216,
        "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials'"
            + " grant type.");
  }

  private static Login secret(Application application, String presented) {
    boolean known =
        application.secrets().stream()
            .anyMatch(secret ->
                MessageDigest.isEqual(
                    secret.getBytes(StandardCharsets.UTF_8),
                    presented.getBytes(StandardCharsets.UTF_8)));
    return known
        ? new Login.Granted(application.principal())
        : Login.Refused.of(
            401,
            "invalid_client",
            7000215,
            "Invalid client secret provided for app '%s'."
                .formatted(application.principal().clientId()));
  }

  /** An assertion that the application signed itself, or one of an issuer that it trusts. */
  private Login assertion(Application application, String presented, List<String> audiences) {
    try {
      SignedJWT jwt = SignedJWT.parse(presented);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      Optional<Login> late = outOfTime(claims);
      if (late.isPresent()) {
        return late.get();
      }
      boolean own = application.principal().clientId().equals(claims.getIssuer());
      return own
          ? certificate(application, jwt, claims, audiences)
          : federated(application, jwt, claims);
    } catch (ParseException | JOSEException e) {
      return Login.Refused.of(
          401, "invalid_client", 50027, "JWT token is invalid or malformed: " + e.getMessage());
    }
  }

  private Optional<Login> outOfTime(JWTClaimsSet claims) {
    Instant now = clock.instant();
    boolean expired =
        claims.getExpirationTime() == null
            || now.isAfter(claims.getExpirationTime().toInstant().plus(SKEW));
    boolean early =
        claims.getNotBeforeTime() != null
            && now.isBefore(claims.getNotBeforeTime().toInstant().minus(SKEW));
    return expired || early
        ? Optional.of(
            Login.Refused.of(
                401,
                "invalid_client",
                700024,
                "Client assertion is not within its valid time range."))
        : Optional.empty();
  }

  private static Login certificate(
      Application application, SignedJWT jwt, JWTClaimsSet claims, List<String> audiences)
      throws JOSEException {
    for (X509Certificate certificate : application.certificates()) {
      if (certificate.getPublicKey() instanceof RSAPublicKey key
          && RSA.contains(jwt.getHeader().getAlgorithm())
          && jwt.verify(new RSASSAVerifier(key))) {
        boolean forUs = claims.getAudience().stream().anyMatch(audiences::contains);
        return forUs
            ? new Login.Granted(application.principal())
            : Login.Refused.of(
                401,
                "invalid_client",
                700023,
                "Client assertion audience claim does not match Realm issuer.");
      }
    }
    return Login.Refused.of(
        401,
        "invalid_client",
        700027,
        "The certificate with identifier used to sign the client assertion is not registered on"
            + " application.");
  }

  private static Login federated(Application application, SignedJWT jwt, JWTClaimsSet claims) {
    List<Application.FederatedCredential> ofIssuer =
        application.federated().stream()
            .filter(credential -> credential.issuer().equals(claims.getIssuer()))
            .toList();
    if (ofIssuer.isEmpty()) {
      return noRecord(700211, "issuer '%s'".formatted(claims.getIssuer()));
    }
    List<Application.FederatedCredential> ofSubject =
        ofIssuer.stream()
            .filter(credential -> credential.subject().equals(claims.getSubject()))
            .toList();
    if (ofSubject.isEmpty()) {
      return noRecord(700213, "subject '%s'".formatted(claims.getSubject()));
    }
    return ofSubject.stream()
        .filter(credential -> claims.getAudience().contains(credential.audience()))
        .findFirst()
        .map(credential -> verified(application, jwt, credential))
        .orElseGet(() -> noRecord(700212, "audience '%s'".formatted(claims.getAudience())));
  }

  private static Login verified(
      Application application, SignedJWT jwt, Application.FederatedCredential credential) {
    try {
      return signedByOneOf(jwt, credential.keys().get().getKeys())
          ? new Login.Granted(application.principal())
          : Login.Refused.of(
              401, "invalid_client", 50013, "Assertion failed signature validation.");
    } catch (JOSEException | RuntimeException e) {
      // Whatever the issuer's endpoint or its keys are like: the sender is not who it should be.
      return Login.Refused.of(
          401,
          "invalid_client",
          50013,
          "Assertion failed signature validation: the keys of issuer '%s' cannot be had: %s"
              .formatted(credential.issuer(), e.getMessage()));
    }
  }

  private static Login noRecord(int number, String what) {
    return Login.Refused.of(
        401,
        "invalid_client",
        number,
        "No matching federated identity record found for presented assertion %s.".formatted(what));
  }

  private static boolean signedByOneOf(SignedJWT jwt, List<JWK> keys) throws JOSEException {
    String keyId = jwt.getHeader().getKeyID();
    for (JWK key : keys) {
      if (keyId == null || key.getKeyID() == null || keyId.equals(key.getKeyID())) {
        Optional<JWSVerifier> verifier = verifier(key, jwt.getHeader().getAlgorithm());
        if (verifier.isPresent() && jwt.verify(verifier.get())) {
          return true;
        }
      }
    }
    return false;
  }

  private static Optional<JWSVerifier> verifier(JWK key, JWSAlgorithm algorithm)
      throws JOSEException {
    return switch (key) {
      case RSAKey rsa when RSA.contains(algorithm) ->
          Optional.of(new RSASSAVerifier(rsa.toRSAPublicKey()));
      case ECKey ec when JWSAlgorithm.Family.EC.contains(algorithm) ->
          Optional.of(new ECDSAVerifier(ec.toECPublicKey()));
      default -> Optional.empty();
    };
  }

  /** How a login ends. */
  sealed interface Login {

    /** The proof holds. */
    record Granted(Principal principal) implements Login {}

    /**
     * It does not.
     *
     * @param status the HTTP status
     * @param error the OAuth error
     * @param number the directory's own, as in {@code AADSTS7000215}
     * @param why for people
     */
    record Refused(int status, String error, int number, String why) implements Login {
      static Refused of(int status, String error, int number, String why) {
        return new Refused(status, error, number, why);
      }
    }
  }
}
