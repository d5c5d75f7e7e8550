package io.mirrornet.lab.arm;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.mirrornet.lab.cloud.ArmError;
import io.mirrornet.lab.cloud.Principal;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** The access tokens of the directory: it signs them, and Resource Manager checks them. */
public final class Tokens {

  /** How long a token holds. */
  public static final Duration LIFETIME = Duration.ofHours(1);

  private static final String KEY_ID = "lab-1";

  private final RSAKey key;
  private final InstantSource clock;

  /** Signs with this RSA key. */
  public Tokens(KeyPair keys, InstantSource clock) {
    this.key =
        new RSAKey.Builder((RSAPublicKey) keys.getPublic())
            .privateKey(keys.getPrivate())
            .keyID(KEY_ID)
            .keyUse(KeyUse.SIGNATURE)
            .algorithm(JWSAlgorithm.RS256)
            .build();
    this.clock = clock;
  }

  /** The public half of the key, for whoever wants to check tokens. */
  JWKSet publicKeys() {
    return new JWKSet(key.toPublicJWK());
  }

  /** A token for a principal and an audience. */
  String issue(Principal principal, String issuer, String audience) {
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(audience)
            .subject(principal.objectId())
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now.minusSeconds(300)))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .jwtID(UUID.randomUUID().toString())
            .claim("appid", principal.clientId())
            .claim("oid", principal.objectId())
            .claim("tid", principal.tenantId())
            .claim("idtyp", "app")
            .claim("ver", "1.0")
            .build();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(KEY_ID)
                .build(),
            claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("an RSA key signs", e);
    }
    return token.serialize();
  }

  /** What a presented token turned out to be. */
  sealed interface Verdict {

    /** A token of ours. */
    record Valid(Principal principal) implements Verdict {}

    /** Not to be trusted, with the answer that Resource Manager gives. */
    record Invalid(ArmError error) implements Verdict {}
  }

  /** Whose token it is, if it is for one of these audiences. */
  Verdict check(String token, String tenant, List<String> audiences) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
          || !jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))) {
        return invalid("InvalidAuthenticationToken", "The access token is invalid.");
      }
      return check(jwt.getJWTClaimsSet(), tenant, audiences);
    } catch (ParseException | JOSEException e) {
      return invalid("InvalidAuthenticationToken", "The access token is invalid.");
    }
  }

  private Verdict check(JWTClaimsSet claims, String tenant, List<String> audiences)
      throws ParseException {
    Instant expiry = claims.getExpirationTime().toInstant();
    if (!clock.instant().isBefore(expiry)) {
      return invalid(
          "ExpiredAuthenticationToken",
          "The access token expiry UTC time '%s' is earlier than current UTC time '%s'."
              .formatted(expiry, clock.instant()));
    }
    String audience = claims.getAudience().isEmpty() ? "" : claims.getAudience().getFirst();
    if (audiences.stream().noneMatch(known -> bare(known).equalsIgnoreCase(bare(audience)))) {
      return invalid(
          "InvalidAuthenticationTokenAudience",
          ("The access token has been obtained for wrong audience or resource '%s'. It should"
                  + " exactly match with one of the allowed audiences '%s'.")
              .formatted(audience, String.join("','", audiences)));
    }
    if (!tenant.equals(claims.getStringClaim("tid"))) {
      return invalid(
          "InvalidAuthenticationTokenTenant",
          "The access token is from the wrong issuer. It must match the tenant '%s'."
              .formatted(tenant));
    }
    return new Verdict.Valid(
        new Principal(claims.getStringClaim("appid"), claims.getStringClaim("oid"), tenant));
  }

  private static Verdict invalid(String code, String message) {
    return new Verdict.Invalid(ArmError.of(401, code, message));
  }

  private static String bare(String audience) {
    return audience.endsWith("/") ? bare(audience.substring(0, audience.length() - 1)) : audience;
  }
}
